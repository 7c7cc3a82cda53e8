using System.Text.Json;
using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Matching;

/// <summary><c>equalToJson</c>.</summary>
public sealed class EqualToJsonMatcher(JsonElement expected, JsonComparison comparison) : IValueMatcher
{
    public double Distance(Value value) => value.Json is { } actual && comparison.AreEqual(expected, actual) ? 0 : 1;
}
