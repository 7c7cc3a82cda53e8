using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Journal;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Matching;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Admin;

/// <summary><c>/__admin/requests</c> and <c>/__admin/near-misses</c>.</summary>
internal static class RequestsAdmin
{
    public static void Map(AdminRoutes admin)
    {
        admin.Map("GET", "/requests", List);
        admin.Map("DELETE", "/requests", request => Clear(request));
        admin.Map("POST", "/requests/reset", request => Clear(request));
        admin.Map("GET", "/requests/unmatched", request => Requests(Journal(request).Where(served => !served.WasMatched)));
        admin.Map("GET", "/requests/unmatched/near-misses", UnmatchedNearMisses);
        admin.Map("POST", "/requests/count", Count);
        admin.Map("POST", "/requests/find", request => Requests(Matching(request, Journal(request))));
        admin.Map("POST", "/requests/remove", Remove);
        admin.Map("GET", "/requests/{id}", request => Find(request) is { } served ? AdminAnswer.Ok(RequestJson.Write(served)) : null);
        admin.Map(
            "DELETE",
            "/requests/{id}",
            request => Removed(request, served => served.Request.Id == request.Id) is [] ? null : AdminAnswer.Done
        );
        admin.Map("POST", "/near-misses/request-pattern", request => NearMisses(request.Service<NearMisses>().Of(Pattern(request))));
        admin.Map("POST", "/near-misses/request", request => NearMisses(request.Service<NearMisses>().Of(Described(request))));
    }

    private static IReadOnlyList<ServeEvent> Journal(AdminRequest request) => request.Service<RequestJournal>().All;

    private static AdminAnswer List(AdminRequest request)
    {
        var all = Journal(request).AsEnumerable();
        if (request.Query("unmatched") == "true")
            all = all.Where(served => !served.WasMatched);
        if (Guid.TryParse(request.Query("matchingStub"), out var stub))
            all = all.Where(served => served.Stub?.Id == stub);
        if (request.Query("since") is { } text)
        {
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
                throw new StubRefusedException("", "since has to be an ISO 8601 time");
            all = all.Where(served => served.Request.ReceivedAt > since);
        }
        var chosen = all.ToList();
        return AdminAnswer.Ok(
            new JsonObject
            {
                ["requests"] = new JsonArray([.. chosen.Take(request.QueryInt("limit") ?? int.MaxValue).Select(RequestJson.Write)]),
                ["meta"] = new JsonObject { ["total"] = chosen.Count },
                ["requestJournalDisabled"] = false,
            }
        );
    }

    private static AdminAnswer Count(AdminRequest request) =>
        AdminAnswer.Ok(new JsonObject { ["count"] = Matching(request, Journal(request)).Count(), ["requestJournalDisabled"] = false });

    private static AdminAnswer Remove(AdminRequest request)
    {
        var pattern = Pattern(request);
        var gone = Removed(request, served => pattern.Matches(served.Request));
        return AdminAnswer.Ok(new JsonObject { ["serveEvents"] = new JsonArray([.. gone.Select(RequestJson.Write)]) });
    }

    private static AdminAnswer UnmatchedNearMisses(AdminRequest request)
    {
        var nearMisses = request.Service<NearMisses>();
        return NearMisses(Journal(request).Where(served => !served.WasMatched).SelectMany(served => nearMisses.Of(served.Request)));
    }

    private static AdminAnswer NearMisses(IEnumerable<NearMiss> misses) =>
        AdminAnswer.Ok(new JsonObject { ["nearMisses"] = new JsonArray([.. misses.Select(RequestJson.Write)]) });

    private static AdminAnswer Requests(IEnumerable<ServeEvent> events) =>
        AdminAnswer.Ok(
            new JsonObject
            {
                ["requests"] = new JsonArray([.. events.Select(served => RequestJson.Write(served.Request))]),
                ["requestJournalDisabled"] = false,
            }
        );

    private static IEnumerable<ServeEvent> Matching(AdminRequest request, IReadOnlyList<ServeEvent> events)
    {
        var pattern = Pattern(request);
        return events.Where(served => pattern.Matches(served.Request));
    }

    private static RequestPattern Pattern(AdminRequest request) => RequestPatternReader.Read(request.Json(), "");

    // A request as it stands in the journal.
    private static StubRequest Described(AdminRequest request)
    {
        var json = FieldReader.Of(request.Json(), "");
        var headers = json.Take("headers") as JsonObject ?? [];
        return new StubRequest
        {
            Method = json.Text("method") ?? "GET",
            Url = json.Text("url") ?? "/",
            BodyBytes = System.Text.Encoding.UTF8.GetBytes(json.Text("body") ?? ""),
            Headers = headers.ToDictionary(
                header => header.Key,
                header =>
                    (IReadOnlyList<string>)(header.Value is JsonArray many ? [.. many.Select(value => $"{value}")] : [$"{header.Value}"]),
                StringComparer.OrdinalIgnoreCase
            ),
        };
    }

    private static ServeEvent? Find(AdminRequest request) => Journal(request).FirstOrDefault(served => served.Request.Id == request.Id);

    private static IReadOnlyList<ServeEvent> Removed(AdminRequest request, Func<ServeEvent, bool> which) =>
        request.Service<RequestJournal>().Remove(which);

    private static AdminAnswer Clear(AdminRequest request)
    {
        Removed(request, _ => true);
        return AdminAnswer.Done;
    }
}
