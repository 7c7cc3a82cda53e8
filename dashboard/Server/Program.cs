using Platform.Dashboard;

// The dashboard alone, fed by any OpenTelemetry exporter: no graph, no commands, the same pages.
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
