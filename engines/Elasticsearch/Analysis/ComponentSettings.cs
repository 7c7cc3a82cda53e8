using System.Globalization;
using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>The settings of one analyzer, tokenizer or filter. Every value may be a string, as Elasticsearch keeps them.</summary>
internal readonly struct ComponentSettings(string name, JsonElement? settings)
{
    public string Name { get; } = name;

    public static ComponentSettings None(string name) => new(name, null);

    public bool Has(string setting) => Find(setting) is not null;

    public string? Text(string setting) =>
        Find(setting) is not { } value ? null
        : value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? throw ElasticsearchException.IllegalArgument($"Failed to parse value for setting [{setting}] of [{Name}]")
        : value.ToString();

    public int Number(string setting, int otherwise) =>
        Text(setting) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw ElasticsearchException.IllegalArgument($"Failed to parse value [{text}] for setting [{setting}]");

    public bool Flag(string setting, bool otherwise) =>
        Text(setting) switch
        {
            null => otherwise,
            "true" or "True" => true,
            "false" or "False" => false,
            var other => throw ElasticsearchException.IllegalArgument(
                $"Failed to parse value [{other}] as only [true] or [false] are allowed."
            ),
        };

    /// <summary>An array, or one string with commas; null when it is not set.</summary>
    public IReadOnlyList<string>? List(string setting)
    {
        if (Find(setting) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(static item => item.ToString())]
            : value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Refuses what Elasticsearch has and this engine does not.</summary>
    public void Refuse(string component, params ReadOnlySpan<string> unsupported)
    {
        foreach (var setting in unsupported)
        {
            if (Has(setting))
            {
                throw ElasticsearchException.Unsupported($"The setting [{setting}] of {component} [{Name}]");
            }
        }
    }

    private JsonElement? Find(string setting) =>
        settings is { ValueKind: JsonValueKind.Object } all
        && all.TryGetProperty(setting, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
