using System.Text.Json;

namespace Kafka.Tests.Clients.Programs;

/// <summary>What a script saw: its line <c>seen {…}</c>.</summary>
internal static class Seen
{
    private const string Prefix = "seen ";

    public static JsonElement Read(string output)
    {
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(Prefix, StringComparison.Ordinal));
        line.ShouldNotBeNull(output);
        return JsonDocument.Parse(line[Prefix.Length..]).RootElement;
    }

    /// <summary>A property as it was printed, without blanks.</summary>
    public static string Of(this JsonElement seen, string name) => JsonSerializer.Serialize(seen.GetProperty(name), Plain);

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly string HundredKeys = $"[{string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"k{i}\""))}]";
}
