using Platform.Mocks.Stubs.Mappings;
using Platform.Mocks.Stubs.Matching;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Journal;

/// <summary>A request and a stub, or pattern, that almost fit.</summary>
public sealed record NearMiss(StubRequest Request, StubMapping? Stub, RequestPattern Pattern, double Distance);

/// <summary>Which stubs a request came closest to, and which requests a pattern.</summary>
public sealed class NearMisses(StubStore stubs, RequestJournal journal)
{
    private const int Nearest = 3;

    public IReadOnlyList<NearMiss> Of(StubRequest request) =>
        [
            .. stubs
                .All.Select(stub => new NearMiss(request, stub, stub.Request, stub.Request.Distance(request)))
                .OrderBy(miss => miss.Distance)
                .Take(Nearest),
        ];

    public IReadOnlyList<NearMiss> Of(RequestPattern pattern) =>
        [
            .. journal
                .All.Select(served => new NearMiss(served.Request, null, pattern, pattern.Distance(served.Request)))
                .OrderBy(miss => miss.Distance)
                .Take(Nearest),
        ];

    /// <summary>What a person reads when nothing matched.</summary>
    public string Explain(StubRequest request)
    {
        var text = new System.Text.StringBuilder($"No stub matches {request.Method} {request.Url}.\n");
        foreach (var miss in Of(request))
        {
            text.Append($"\nStub {miss.Stub!.Name ?? miss.Stub.Id.ToString()} does not match by:\n");
            foreach (var part in miss.Pattern.Mismatches(request))
                text.Append($"  {part.Name}: expected {part.Expected}\n");
            if (!stubs.Scenarios.Allows(miss.Stub.Scenario))
                text.Append($"  scenario {miss.Stub.Scenario!.Name}: it is in state {stubs.Scenarios.State(miss.Stub.Scenario.Name)}\n");
        }
        return text.ToString();
    }
}
