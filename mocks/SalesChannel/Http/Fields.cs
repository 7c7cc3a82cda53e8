using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Http;

/// <summary>The fields of a JSON object that was sent; what is missing or malformed is refused by name.</summary>
public sealed partial class Fields
{
    private readonly JsonElement root;
    private readonly string path;

    private Fields(JsonElement root, string path) => (this.root, this.path) = (root, path);

    /// <exception cref="MallException">It is no JSON object.</exception>
    public static Fields Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new Fields(document.RootElement.Clone(), "");
        }
        catch (JsonException)
        {
            // Refused below, as what is no object is.
        }
        throw new MallException(Refusal.Invalid, "body");
    }

    public bool Has(string field) => root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Null when it is absent.</summary>
    public string? Text(string field, int most, int least = 1)
    {
        if (!Has(field))
            return null;
        var value = root.GetProperty(field);
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length >= least && text.Length <= most
                ? text
                : throw Invalid(field);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            throw Invalid(field);
        }
    }

    public string Required(string field, int most) => Text(field, most) ?? throw Invalid(field);

    /// <summary>1 to 64 letters, digits, dots, dashes and underscores.</summary>
    public string Code(string field) => Text(field, 64) is { } code && IsCode(code) ? code : throw Invalid(field);

    /// <summary>A whole number within the bounds; null when it is absent.</summary>
    public long? Whole(string field, long least, long most)
    {
        if (!Has(field))
            return null;
        var value = root.GetProperty(field);
        return
            value.ValueKind == JsonValueKind.Number
            && value.TryGetDecimal(out var number)
            && number == decimal.Truncate(number)
            && number >= least
            && number <= most
            ? (long)number
            : throw Invalid(field);
    }

    /// <summary>Null when it is absent.</summary>
    public Fields? Object(string field) =>
        !Has(field) ? null
        : root.GetProperty(field) is { ValueKind: JsonValueKind.Object } inner ? new Fields(inner, $"{path}{field}.")
        : throw Invalid(field);

    /// <summary>An array of 1 to so many objects.</summary>
    public IReadOnlyList<Fields> Objects(string field, int most)
    {
        if (!Has(field) || root.GetProperty(field) is not { ValueKind: JsonValueKind.Array } array)
            throw Invalid(field);
        if (array.GetArrayLength() is var length && (length == 0 || length > most))
            throw Invalid(field);
        return
        [
            .. array
                .EnumerateArray()
                .Select(
                    (one, i) =>
                        one.ValueKind == JsonValueKind.Object ? new Fields(one, $"{path}{field}[{i}].") : throw Invalid($"{field}[{i}]")
                ),
        ];
    }

    public MallException Invalid(string field, Refusal reason = Refusal.Invalid) => new(reason, path + field);

    public static bool IsCode(string text) => CodeShape().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex CodeShape();
}
