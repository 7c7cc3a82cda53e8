using Platform.Dashboard;

// The dashboard alone, fed by any OpenTelemetry exporter: no graph, no commands, the same pages.
var builder = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
await using var dashboard = await DashboardApplication.StartAsync(DashboardOptions.From(builder));
Console.WriteLine($"Dashboard: {dashboard.LoginUrl}");
await dashboard.WaitForShutdownAsync();
