using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Matching;
using Platform.Mocks.Stubs.Responses;

namespace Platform.Mocks.Stubs.Mappings;

/// <summary>Reads WireMock's stub mapping.</summary>
/// <param name="files">The folder of <c>bodyFileName</c>; null when there is none.</param>
public sealed class StubMappingReader(string? files)
{
    private readonly StubResponseReader responses = new(files);

    /// <param name="id">Takes the place of the id in the JSON.</param>
    /// <exception cref="StubRefusedException">It asks for what is not supported.</exception>
    public StubMapping Read(JsonNode? node, string pointer = "", Guid? id = null)
    {
        var json = FieldReader.Of(node?.DeepClone(), pointer);
        var own = Id(json, "id") ?? Id(json, "uuid");
        var stub = new StubMapping(
            id ?? own ?? Guid.NewGuid(),
            (JsonObject)node!.DeepClone(),
            RequestPatternReader.Read(json.Take("request") ?? new JsonObject(), pointer + "/request"),
            responses.Read(json.Take("response"), pointer + "/response")
        )
        {
            Name = json.Text("name"),
            Priority = json.Int("priority") ?? StubMapping.DefaultPriority,
            Scenario = Scenario(json),
            IsPersistent = json.Flag("persistent"),
        };
        // Told apart by nobody but people and tools: nothing to honour.
        json.Take("metadata");
        json.Take("insertionIndex");
        json.RefuseTheRest();
        (stub.Json["id"], stub.Json["uuid"]) = (stub.Id.ToString(), stub.Id.ToString());
        return stub;
    }

    /// <summary>One stub, or an object with many under <c>mappings</c>.</summary>
    public IEnumerable<StubMapping> ReadMany(JsonNode? node) =>
        node is JsonObject json && json["mappings"] is JsonArray many
            ? many.Select((stub, index) => Read(stub, $"/mappings/{index}"))
            : [Read(node)];

    private static Guid? Id(FieldReader json, string name) =>
        json.Text(name) is not { } text ? null
        : Guid.TryParse(text, out var id) ? id
        : throw json.Refuse(name, "a UUID is expected");

    private static ScenarioStep? Scenario(FieldReader json)
    {
        var (name, required, next) = (json.Text("scenarioName"), json.Text("requiredScenarioState"), json.Text("newScenarioState"));
        if (name is null && (required ?? next) is not null)
            throw json.Refuse("scenarioName", "a scenario's state needs a scenarioName");
        return name is null ? null : new ScenarioStep(name, required, next);
    }
}
