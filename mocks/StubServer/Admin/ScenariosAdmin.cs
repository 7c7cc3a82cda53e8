using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Mappings;

namespace Platform.Mocks.Stubs.Admin;

/// <summary><c>/__admin/scenarios</c>: those that stubs name.</summary>
internal static class ScenariosAdmin
{
    public static void Map(AdminRoutes admin)
    {
        admin.Map("GET", "/scenarios", List);
        admin.Map("POST", "/scenarios/reset", Reset);
        admin.Map("DELETE", "/scenarios", Reset);
        admin.Map("PUT", "/scenarios/{name}/state", SetState);
    }

    private static AdminAnswer List(AdminRequest request)
    {
        var store = request.Service<StubStore>();
        var scenarios = store
            .All.Where(stub => stub.Scenario is not null)
            .GroupBy(stub => stub.Scenario!.Name)
            .Select(stubs =>
                (JsonNode)
                    new JsonObject
                    {
                        ["id"] = stubs.Key,
                        ["name"] = stubs.Key,
                        ["state"] = store.Scenarios.State(stubs.Key),
                        ["possibleStates"] = new JsonArray([.. States(stubs).Select(state => (JsonNode)state)]),
                        ["mappings"] = new JsonArray([.. stubs.Select(stub => stub.Json.DeepClone())]),
                    }
            );
        return AdminAnswer.Ok(new JsonObject { ["scenarios"] = new JsonArray([.. scenarios]) });
    }

    private static AdminAnswer Reset(AdminRequest request)
    {
        request.Service<StubStore>().Scenarios.Reset();
        return AdminAnswer.Done;
    }

    private static AdminAnswer? SetState(AdminRequest request)
    {
        var store = request.Service<StubStore>();
        var name = request.Route("name");
        var stubs = store.All.Where(stub => stub.Scenario?.Name == name).ToList();
        if (stubs.Count == 0)
            return null;
        // No body: back to the start.
        var state = request.Body.Length == 0 ? Scenarios.Started : FieldReader.Of(request.Json(), "").Text("state") ?? Scenarios.Started;
        if (!States(stubs).Contains(state))
            throw new StubRefusedException(
                "/state",
                $"the scenario {name} has no state {state}; it has {string.Join(", ", States(stubs))}"
            );
        store.Scenarios.Set(name, state);
        return AdminAnswer.Done;
    }

    private static IEnumerable<string> States(IEnumerable<StubMapping> stubs) =>
        stubs
            .SelectMany(stub => new[] { stub.Scenario!.Required, stub.Scenario.Next })
            .OfType<string>()
            .Prepend(Scenarios.Started)
            .Distinct();
}
