using System.Text.Json;

namespace Platform.Mocks.Stubs.Json;

/// <summary>The part of JSONPath that mappings use; <c>README.md</c> lists it.</summary>
public sealed class JsonPath
{
    private readonly IReadOnlyList<JsonPathStep> steps;

    internal JsonPath(IReadOnlyList<JsonPathStep> steps) => this.steps = steps;

    /// <summary>Leads to one place at most; otherwise the result is a list.</summary>
    public bool IsDefinite => steps.All(step => step.IsDefinite);

    /// <exception cref="StubRefusedException">Not a path, or one that is not supported.</exception>
    public static JsonPath Parse(string text, string pointer) => new JsonPathParser(text, pointer).Parse();

    public IReadOnlyList<JsonElement> Find(JsonElement root)
    {
        IEnumerable<JsonElement> found = [root];
        foreach (var step in steps)
            found = found.SelectMany(element => step.Apply(element, root));
        return [.. found];
    }
}
