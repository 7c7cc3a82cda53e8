using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Mocks.Stubs.Matching;

namespace Platform.Mocks.Stubs.Json;

/// <summary>Equality of JSON as <c>equalToJson</c> means it: numbers by value, JsonUnit's placeholders in what is expected.</summary>
public sealed class JsonComparison(bool ignoreArrayOrder, bool ignoreExtraElements)
{
    private static readonly Regex Placeholder = new(@"^[$#]\{json-unit\.(?<kind>[a-z-]+)\}(?<rest>.*)$", RegexOptions.Singleline);

    public bool AreEqual(JsonElement expected, JsonElement actual) =>
        expected.ValueKind switch
        {
            JsonValueKind.Object => actual.ValueKind == JsonValueKind.Object && ObjectsAreEqual(expected, actual),
            JsonValueKind.Array => actual.ValueKind == JsonValueKind.Array
                && ArraysAreEqual([.. expected.EnumerateArray()], [.. actual.EnumerateArray()]),
            JsonValueKind.String when Placeholder.Match(expected.GetString()!) is { Success: true } placeholder => Fits(
                placeholder,
                actual
            ),
            JsonValueKind.String => actual.ValueKind == JsonValueKind.String && expected.GetString() == actual.GetString(),
            JsonValueKind.Number => actual.ValueKind == JsonValueKind.Number && NumbersAreEqual(expected, actual),
            _ => expected.ValueKind == actual.ValueKind,
        };

    public static bool NumbersAreEqual(JsonElement one, JsonElement other) =>
        one.TryGetDecimal(out var exactOne) && other.TryGetDecimal(out var exactOther)
            ? exactOne == exactOther
            : one.GetDouble().Equals(other.GetDouble());

    private bool ObjectsAreEqual(JsonElement expected, JsonElement actual)
    {
        foreach (var property in expected.EnumerateObject())
            if (actual.TryGetProperty(property.Name, out var value) ? !AreEqual(property.Value, value) : !MayBeMissing(property.Value))
                return false;
        return ignoreExtraElements || actual.EnumerateObject().All(property => expected.TryGetProperty(property.Name, out _));
    }

    private bool ArraysAreEqual(JsonElement[] expected, JsonElement[] actual)
    {
        if (ignoreExtraElements ? expected.Length > actual.Length : expected.Length != actual.Length)
            return false;
        if (!ignoreArrayOrder)
            return expected.Zip(actual).All(pair => AreEqual(pair.First, pair.Second));
        var owner = Enumerable.Repeat(-1, actual.Length).ToArray();
        return Enumerable.Range(0, expected.Length).All(index => Assign(index, new bool[actual.Length]));

        // A placeholder may take what another needs: then the other looks for a place elsewhere (augmenting paths).
        bool Assign(int index, bool[] seen)
        {
            for (var place = 0; place < actual.Length; place++)
            {
                if (seen[place] || !AreEqual(expected[index], actual[place]))
                    continue;
                seen[place] = true;
                if (owner[place] >= 0 && !Assign(owner[place], seen))
                    continue;
                owner[place] = index;
                return true;
            }
            return false;
        }
    }

    private static bool MayBeMissing(JsonElement expected) =>
        expected.ValueKind == JsonValueKind.String && Placeholder.Match(expected.GetString()!).Groups["kind"].Value == "ignore-element";

    private static bool Fits(Match placeholder, JsonElement actual) =>
        placeholder.Groups["kind"].Value switch
        {
            "ignore" or "ignore-element" => true,
            "any-string" => actual.ValueKind == JsonValueKind.String,
            "any-number" => actual.ValueKind == JsonValueKind.Number,
            "any-boolean" => actual.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "regex" => actual.ValueKind == JsonValueKind.String
                && WholeRegex.Of(placeholder.Groups["rest"].Value, "").IsMatch(actual.GetString()!),
            _ => false,
        };

    /// <exception cref="StubRefusedException">What is expected holds a placeholder that is not known.</exception>
    public static void CheckPlaceholders(JsonElement expected, string pointer)
    {
        if (expected.ValueKind == JsonValueKind.Object)
            foreach (var property in expected.EnumerateObject())
                CheckPlaceholders(property.Value, pointer);
        else if (expected.ValueKind == JsonValueKind.Array)
            foreach (var item in expected.EnumerateArray())
                CheckPlaceholders(item, pointer);
        else if (expected.ValueKind == JsonValueKind.String && Placeholder.Match(expected.GetString()!) is { Success: true } placeholder)
        {
            if (
                placeholder.Groups["kind"].Value
                is not ("ignore" or "ignore-element" or "any-string" or "any-number" or "any-boolean" or "regex")
            )
                throw new StubRefusedException(pointer, $"the placeholder {expected.GetString()} is not supported");
            if (placeholder.Groups["kind"].Value == "regex")
                WholeRegex.Of(placeholder.Groups["rest"].Value, pointer);
        }
    }
}
