namespace Platform.Dashboard;

/// <summary>The dashboard alone, fed by any OpenTelemetry exporter: no graph, no commands, the same pages.</summary>
// A class with a name and a namespace: a top-level program's would meet that of whoever references this library.
internal static class Standalone
{
    private static async Task<int> Main(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        try
        {
            await using var dashboard = await DashboardApplication.StartAsync(StandaloneOptions.From(configuration));
            Console.WriteLine($"Dashboard:  {dashboard.LoginUrl}");
            Console.WriteLine($"OTLP/gRPC:  {dashboard.OtlpGrpcEndpoint?.ToString() ?? "off"}");
            Console.WriteLine($"OTLP/HTTP:  {dashboard.OtlpHttpEndpoint?.ToString() ?? "off"}");
            await dashboard.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception exception) when (exception is PortTakenException or FormatException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception is FormatException ? 2 : 1;
        }
    }
}
