namespace Dashboard.Tests.Interop;

/// <summary>JavaScript's OpenTelemetry SDK sends, over the three encodings that it has.</summary>
public sealed class JavaScriptSdkTests
{
    [Theory]
    [InlineData("proto", "gzip")]
    [InlineData("http", "none")]
    [InlineData("grpc", "gzip")]
    public async Task All_three_signals_arrive(string protocol, string compression)
    {
        await using var dashboard = await TestDashboard.StartAsync(TestDashboard.Options with { OtlpApiKey = "key" });
        var endpoint = protocol == "grpc" ? dashboard.Application.OtlpGrpcEndpoint! : dashboard.Application.OtlpHttpEndpoint!;
        await NpmSdk.RunAsync(
            "shop.js",
            protocol,
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.GetLeftPart(UriPartial.Authority),
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=key",
                ["OTEL_EXPORTER_OTLP_COMPRESSION"] = compression,
            }
        );
        ShopTelemetry.ShouldBeIn(dashboard);
    }
}
