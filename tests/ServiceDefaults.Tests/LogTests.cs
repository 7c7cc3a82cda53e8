using System.Text.Json;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class LogTests
{
    [Fact]
    public async Task Outside_a_terminal_each_line_of_stdout_is_one_json_object_with_trace_and_attributes()
    {
        await using var service = await SampleProcess.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/orders/7");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        await service.Client.SendAsync(request);

        var line = await service.ReadLogAsync("Order 7 read");

        line.GetProperty("level").GetString().ShouldBe("information");
        line.GetProperty("category").GetString().ShouldBe("Program");
        line.GetProperty("timestamp").GetDateTime().Kind.ShouldBe(DateTimeKind.Utc);
        line.GetProperty("traceId").GetString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        line.GetProperty("spanId").GetString()!.Length.ShouldBe(16);
        line.GetProperty("attributes").GetProperty("OrderId").GetString().ShouldBe("7");
        line.GetProperty("attributes").GetProperty("customer").GetString().ShouldBe("김민준");
        foreach (var other in service.Output)
            JsonDocument.Parse(other).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task An_exception_stays_on_its_line()
    {
        await using var service = await SampleProcess.StartAsync();
        await service.Client.GetAsync("/fail");

        var line = JsonDocument.Parse(await service.ReadLineAsync(line => line.Contains("\"level\":\"error\""))).RootElement;

        line.GetProperty("exception").GetString()!.ShouldContain("out of paper");
    }

    [Theory]
    [InlineData("systemd", "<6>Microsoft.Hosting.Lifetime[")]
    [InlineData("simple", "\"category\":\"Microsoft.Hosting.Lifetime\"")] // Aspire injects it everywhere: nobody's choice.
    public async Task An_explicit_formatter_wins_over_JSON_but_not_Aspires_default(string formatter, string expected)
    {
        await using var service = await SampleProcess.StartAsync(("LOGGING__CONSOLE__FORMATTERNAME", formatter));

        service.Output.ShouldContain(line => line.Contains(expected));
    }
}
