using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Journal;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Mappings;
using Platform.Mocks.Stubs.Matching;
using Platform.Mocks.Stubs.Responses;

namespace Platform.Mocks.Stubs.Admin;

/// <summary><c>/__admin/settings</c>, <c>/faults</c>, <c>/reset</c>, <c>/health</c>, <c>/version</c>.</summary>
internal static class SettingsAdmin
{
    /// <summary>The WireMock whose format is read and whose answers are compared in the tests.</summary>
    private const string Version = "3.13.2";

    public static void Map(AdminRoutes admin)
    {
        admin.Map("POST", "/settings", Set);
        admin.Map("PUT", "/faults", BreakEverything);
        admin.Map("DELETE", "/faults", request => Done(() => request.Service<StubSettings>().Everything = null));
        admin.Map("POST", "/reset", Reset);
        admin.Map("GET", "/health", Health);
        admin.Map("GET", "/version", _ => AdminAnswer.Ok(new JsonObject { ["version"] = Version }));
    }

    private static AdminAnswer Set(AdminRequest request)
    {
        var json = FieldReader.Of(request.Json(), "");
        var (fixedDelay, distribution) = (Delay.ReadFixed(json, "fixedDelay"), Delay.ReadDistribution(json));
        json.RefuseTheRest();
        var settings = request.Service<StubSettings>();
        (settings.FixedDelay, settings.RandomDelay) = (fixedDelay, distribution);
        return AdminAnswer.Done;
    }

    // Ours, not WireMock's: a response definition for every request, for a share of them, for some paths; or a delay alone.
    private static AdminAnswer BreakEverything(AdminRequest request)
    {
        var json = request.Json();
        var fields = FieldReader.Of(json, "");
        var share = fields.Number("percentage") ?? 100;
        if (share is < 0 or > 100)
            throw new StubRefusedException("/percentage", "a number from 0 to 100 is expected");
        var path = fields.Text("urlPathPattern") is { } pattern ? WholeRegex.Of(pattern, "/urlPathPattern") : null;
        var passThrough = fields.Flag("passThrough");
        foreach (var own in (string[])["percentage", "urlPathPattern", "passThrough"])
            json.Remove(own);
        if (
            passThrough
            && json.FirstOrDefault(field => field.Key is not ("fixedDelayMilliseconds" or "delayDistribution")) is { Key: { } other }
        )
            throw new StubRefusedException($"/{other}", "what passes through is answered as ever: only a delay goes with passThrough");
        var response = new StubResponseReader(files: null).Read(json, "");
        return Done(() => request.Service<StubSettings>().Everything = new FaultSwitch(response, share / 100, path, passThrough));
    }

    private static AdminAnswer Reset(AdminRequest request)
    {
        MappingsAdmin.Reset(request.Service<StubStore>());
        request.Service<RequestJournal>().Remove(_ => true);
        return Done(request.Service<StubSettings>().Reset);
    }

    private static AdminAnswer Health(AdminRequest request) =>
        AdminAnswer.Ok(
            new JsonObject
            {
                ["status"] = "healthy",
                ["message"] = "The stub server is ok",
                ["version"] = Version,
                ["uptimeInSeconds"] = (long)(DateTime.Now - System.Diagnostics.Process.GetCurrentProcess().StartTime).TotalSeconds,
                ["timestamp"] = request.Service<TimeProvider>().GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            }
        );

    private static AdminAnswer Done(Action action)
    {
        action();
        return AdminAnswer.Done;
    }
}
