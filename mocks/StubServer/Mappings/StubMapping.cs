using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Matching;
using Platform.Mocks.Stubs.Responses;

namespace Platform.Mocks.Stubs.Mappings;

/// <summary>A stub: which requests, which answer, and the JSON it was read from.</summary>
public sealed record StubMapping(Guid Id, JsonObject Json, RequestPattern Request, StubResponse Response)
{
    public const int DefaultPriority = 5;

    public string? Name { get; init; }

    /// <summary>Lower comes first.</summary>
    public int Priority { get; init; } = DefaultPriority;

    public ScenarioStep? Scenario { get; init; }

    /// <summary>Kept on disk as soon as it is made.</summary>
    public bool IsPersistent { get; init; }

    public JsonObject? TransformerParameters => Json["response"]?["transformerParameters"] as JsonObject;
}

/// <summary>A stub's part in a scenario.</summary>
/// <param name="Required">The state in which the stub answers; null: in any.</param>
/// <param name="Next">The state that its answer leads to; null: none.</param>
public sealed record ScenarioStep(string Name, string? Required, string? Next);
