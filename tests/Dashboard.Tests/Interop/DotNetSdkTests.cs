using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Dashboard.Tests.Interop;

/// <summary>.NET's OpenTelemetry SDK sends, over both protocols that it has.</summary>
public sealed class DotNetSdkTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task All_three_signals_arrive(OtlpExportProtocol protocol)
    {
        await using var dashboard = await TestDashboard.StartAsync(TestDashboard.Options with { OtlpApiKey = "key" });
        // Sources are of the whole process: the other test's must not be heard.
        using var source = new ActivitySource(ShopTelemetry.Scope);
        using var meter = new Meter(ShopTelemetry.Scope);
        var resource = ResourceBuilder.CreateEmpty().AddService(ShopTelemetry.Service);
        void Configure(OtlpExporterOptions options, string path)
        {
            options.Protocol = protocol;
            options.Headers = "x-otlp-api-key=key";
            options.Endpoint =
                protocol is OtlpExportProtocol.Grpc
                    ? dashboard.Application.OtlpGrpcEndpoint!
                    : new Uri(dashboard.Application.OtlpHttpEndpoint!, path);
        }

        using (
            var traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(source.Name)
                .AddOtlpExporter(options => Configure(options, "/v1/traces"))
                .Build()
        )
        using (
            var metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(meter.Name)
                .AddView("took", new Base2ExponentialBucketHistogramConfiguration())
                .AddOtlpExporter(options => Configure(options, "/v1/metrics"))
                .Build()
        )
        using (
            var loggers = LoggerFactory.Create(logging =>
                logging.AddOpenTelemetry(options =>
                {
                    options.SetResourceBuilder(resource);
                    options.IncludeFormattedMessage = true;
                    options.AddOtlpExporter(exporter => Configure(exporter, "/v1/logs"));
                })
            )
        )
        {
            Order(source, meter, loggers.CreateLogger(ShopTelemetry.Scope));
            traces.ForceFlush().ShouldBeTrue();
            metrics.ForceFlush().ShouldBeTrue();
        }
        ShopTelemetry.ShouldBeIn(dashboard);
    }

    private static void Order(ActivitySource source, Meter meter, ILogger logger)
    {
        using var server = source.StartActivity("POST /orders", ActivityKind.Server).ShouldNotBeNull();
        server.SetTag("http.request.method", "POST").SetTag("http.route", "/orders").SetTag("http.response.status_code", 500);
        using (var client = source.StartActivity("confirm 결제", ActivityKind.Client).ShouldNotBeNull())
        {
            client.SetTag("server.address", "pg").SetTag("server.port", 8081).SetTag("amount", 4_500_000_000).SetTag("ratio", 0.25);
            client.SetTag("retried", true).SetTag("tags", new[] { "a", "b" });
            client.AddEvent(new ActivityEvent("declined", tags: new() { ["code"] = "51" }));
            client.SetStatus(ActivityStatusCode.Error, "declined");
        }
        logger.LogError("The order {order} failed", "o-1");
        meter.CreateCounter<long>("orders", "{order}").Add(3, new KeyValuePair<string, object?>("channel", "web"));
        meter.CreateHistogram<double>("took", "ms").Record(12.5);
    }
}
