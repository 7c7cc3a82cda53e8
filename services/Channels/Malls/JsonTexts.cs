using System.Text.Json;

namespace Channels.Malls;

internal static class JsonTexts
{
    /// <summary>A member's text; null where there is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
