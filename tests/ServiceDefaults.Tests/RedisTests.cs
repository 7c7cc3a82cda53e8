using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class RedisTests(LocalServers servers)
{
    private const int Client = 3;
    private const int Error = 2;

    [Fact]
    public async Task A_command_is_a_child_of_its_request_and_tells_neither_key_nor_value()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await StartAsync(collector);

        await service.Client.PutAsync("/cache/of-김민준/secret-value", null);
        (await service.Client.GetStringAsync("/cache/of-김민준")).ShouldBe("secret-value");

        var read = await ChildAsync(collector, "GET /cache/{key}", "GET");
        read.Kind.ShouldBe(Client);
        read.Attributes["db.system.name"].ShouldBe("redis");
        read.Attributes["db.operation.name"].ShouldBe("GET");
        read.Attributes["db.namespace"].ShouldBe("0");
        read.Attributes["server.address"].ShouldBe("127.0.0.1");
        read.Attributes["server.port"].ShouldBe($"{servers.RedisPort}");
        read.Attributes.Keys.ShouldNotContain("error.type");
        var written = await ChildAsync(collector, "PUT /cache/{key}/{value}", "SETEX");
        foreach (var span in (OtlpSpan[])[read, written])
        {
            span.ToString().ShouldNotContain("김민준");
            span.ToString().ShouldNotContain("secret-value");
        }
        await collector.MetricAsync("db.client.operation.duration");
        collector.Spans.ShouldNotContain(span => span.Name == "PING", "the health check's own command is not traced");
    }

    [Fact]
    public async Task A_refused_command_carries_the_servers_code_and_not_its_words()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await StartAsync(collector);
        await service.Client.PutAsync("/cache/plain/text", null);

        ((int)(await service.Client.GetAsync("/cache/plain/fields")).StatusCode).ShouldBe(500);

        var refused = await ChildAsync(collector, "GET /cache/{key}/fields", "HGETALL");
        refused.StatusCode.ShouldBe(Error);
        refused.Attributes["error.type"].ShouldBe("WRONGTYPE");
        refused.Attributes["db.response.status_code"].ShouldBe("WRONGTYPE");
        refused.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_request_does_after_a_command_is_not_the_commands_child()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await StartAsync(collector);

        await service.Client.GetStringAsync("/cache-twice");

        var request = await collector.SpanAsync(span => span.Name == "GET /cache-twice");
        await collector.SpanAsync(span => span.Name == "MGET" && span.ParentId == request.SpanId);
        await collector.SpanAsync(span => span.Name == "EXISTS" && span.ParentId == request.SpanId);
    }

    [Fact]
    public async Task A_stop_neither_says_goodbye_to_Redis_nor_waits_for_answers()
    {
        await using var tap = new RedisTap(servers.RedisPort);

        // Longer than this test would wait.
        var redis = $"{servers.Redis.Replace($"127.0.0.1:{servers.RedisPort}", tap.Address)},syncTimeout=600000";
        await using var service = await SampleProcess.StartAsync(("ConnectionStrings__redis", redis));
        (await service.Client.GetStringAsync("/cache/none")).ShouldBe("nothing");
        tap.KeepAnswersBack();

        service.AskToStop();
        await service.WaitForExitAsync();

        service.ExitCode.ShouldBe(0);
        tap.Said.ShouldContain("GET");
        tap.Said.ShouldNotContain("QUIT");
    }

    private async Task<SampleProcess> StartAsync(OtlpCollector collector)
    {
        var service = await SampleProcess.StartAsync([.. collector.Environment("cart"), ("ConnectionStrings__redis", servers.Redis)]);

        // Readiness is an HTTP answer; there is no event to wait for from outside.
        while (!(await service.Client.GetAsync("/health")).IsSuccessStatusCode)
            await Task.Yield();
        return service;
    }

    private static async Task<OtlpSpan> ChildAsync(OtlpCollector collector, string request, string command)
    {
        var parent = await collector.SpanAsync(span => span.Name == request);
        var child = await collector.SpanAsync(span => span.Name == command && span.ParentId == parent.SpanId);
        child.TraceId.ShouldBe(parent.TraceId);
        return child;
    }
}
