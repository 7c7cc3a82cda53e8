using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Mappings;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace WireMock.Server;

internal sealed class RespondWithAProvider(StubStore store, Request request) : IRespondWithAProvider
{
    private readonly JsonObject json = [];

    public Guid Guid { get; private set; } = Guid.NewGuid();

    public IRespondWithAProvider WithGuid(Guid guid)
    {
        Guid = guid;
        return this;
    }

    public IRespondWithAProvider WithTitle(string title) => Set("name", title);

    public IRespondWithAProvider AtPriority(int priority) => Set("priority", priority);

    public IRespondWithAProvider InScenario(string scenario) => Set("scenarioName", scenario);

    public IRespondWithAProvider WhenStateIs(string state) => Set("requiredScenarioState", state);

    public IRespondWithAProvider WillSetStateTo(string state) => Set("newScenarioState", state);

    public void RespondWith(IResponseProvider provider)
    {
        var response = (Response)provider;
        // WireMock.Net: a step without a state to wait for waits for the start.
        if (json["scenarioName"] is not null && json["requiredScenarioState"] is null)
            json["requiredScenarioState"] = Scenarios.Started;
        json["request"] = request.ToStub();
        json["response"] = response.ToStub();
        var stub = store.Reader.Read(json, id: Guid);
        store.Put(stub with { Request = request.ToPattern(), Response = response.Complete(stub.Response) });
    }

    private RespondWithAProvider Set(string field, JsonNode value)
    {
        json[field] = value;
        return this;
    }
}
