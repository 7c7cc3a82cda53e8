using System.Text;
using System.Text.Json;

namespace Platform.Mocks.Stubs.Matching;

/// <summary>One value of a request, or its absence; read as text, bytes or JSON, each worked out once.</summary>
public sealed class Value
{
    public static readonly Value Absent = new((byte[]?)null);

    private readonly byte[]? bytes;
    private string? text;
    private JsonElement? json;
    private bool isParsed;

    public Value(byte[]? bytes) => this.bytes = bytes;

    public Value(string text) => this.text = text;

    public bool IsPresent => bytes is not null || text is not null;

    /// <summary>Null when absent.</summary>
    public string? Text => text ??= bytes is null ? null : Encoding.UTF8.GetString(bytes);

    /// <summary>Null when absent.</summary>
    public byte[]? Bytes => bytes ?? (text is null ? null : Encoding.UTF8.GetBytes(text));

    /// <summary>Null when absent or not JSON.</summary>
    public JsonElement? Json
    {
        get
        {
            if (isParsed)
                return json;
            try
            {
                json = Text is { } present ? JsonSerializer.Deserialize<JsonElement>(present) : null;
            }
            catch (JsonException)
            {
                // Not JSON: no JSON matcher matches it.
            }
            isParsed = true;
            return json;
        }
    }
}
