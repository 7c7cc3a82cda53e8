using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>What says that a service can serve.</summary>
internal static class ComposeHealth
{
    public static Healthcheck Check(IEnumerable<string> test, int retries = 10, string startPeriod = "30s") =>
        new()
        {
            Test = [.. test],
            Interval = "10s",
            Timeout = "5s",
            Retries = retries,
            StartPeriod = startPeriod,
        };

    public static Healthcheck Shell(string command, string startPeriod = "30s") =>
        Check(["CMD-SHELL", ComposeValues.Escape(command)], startPeriod: startPeriod);

    /// <summary>Null: nothing can be asked, the container running is all there is to know.</summary>
    public static Healthcheck? Of(Workload workload)
    {
        if (workload.Kind is WorkloadKind.Step || workload.Ports.Count is 0)
        {
            return null;
        }
        var http = workload.Ports.FirstOrDefault(port => port.Scheme is "http");
        return http is not null && workload.HealthPath is { } path
            ? Check(Http(workload, Url(http.Number, path)))
            : Check(["CMD-SHELL", Port(workload.Ports[0].Number)]);
    }

    /// <summary>The command that asks for a page. A .NET image has no shell: our probe is in it.</summary>
    public static IReadOnlyList<string> Http(Workload workload, string url) =>
        workload.Resource is ProjectResource
            ? ["CMD", "dotnet", "/app/healthprobe.dll", url]
            : ["CMD-SHELL", ComposeValues.Escape($"wget -q -O /dev/null '{url}' || curl -fsS -o /dev/null '{url}'")];

    public static string Url(int port, string path) =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{path.TrimStart('/')}");

    private static string Port(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"nc -z 127.0.0.1 {port} || bash -c ': >/dev/tcp/127.0.0.1/{port}'");
}
