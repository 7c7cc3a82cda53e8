using System.Net;
using System.Text.Json;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class ClientTests(LocalServers servers)
{
    [Fact]
    public async Task An_sql_span_is_readable_and_belongs_to_its_request()
    {
        var database = await servers.CreateDatabaseAsync();
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await SampleProcess.StartAsync([
            .. collector.Environment("orders"),
            ("ConnectionStrings__ordersdb", database),
        ]);
        while (!(await service.Client.GetAsync("/health")).IsSuccessStatusCode)
            await Task.Yield();

        (await service.Client.GetStringAsync("/database")).ShouldBe("0");

        var request = await collector.SpanAsync(span => span.Name == "GET /database");
        var sql = await collector.SpanAsync(span => span.Name == "SELECT pg_class");
        sql.ParentId.ShouldBe(request.SpanId);
        sql.Attributes["db.query.text"].ShouldBe("select count(*) from pg_class where relname = $1");
        sql.Attributes["db.system.name"].ShouldBe("postgresql");
        collector.Spans.ShouldNotContain(span => span.Name == "SELECT", "the health check's own query is not traced");
        await collector.MetricAsync("db.client.operation.duration");
    }

    [Fact]
    public async Task Redis_answers_and_is_part_of_readiness()
    {
        await using var service = await SampleProcess.StartAsync(("ConnectionStrings__redis", servers.Redis));

        (await service.Client.GetStringAsync("/health")).ShouldBe("Healthy");
        (await service.Client.GetStringAsync("/cache/none")).ShouldBe("nothing");
    }

    [Fact]
    public async Task A_database_and_a_cache_that_are_away_make_the_service_unready_but_alive()
    {
        await using var service = await SampleProcess.StartAsync(
            ("ConnectionStrings__ordersdb", "Host=127.0.0.1;Port=9;Username=x;Database=x"),
            ("ConnectionStrings__redis", "127.0.0.1:9,connectTimeout=200")
        );
        var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("Accept", "application/json");

        var health = await service.Client.SendAsync(request);

        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var checks = JsonDocument.Parse(await health.Content.ReadAsStringAsync()).RootElement.GetProperty("checks");
        checks.GetProperty("ordersdb").GetProperty("status").GetString().ShouldBe("Unhealthy");
        checks.GetProperty("redis").GetProperty("status").GetString().ShouldBe("Unhealthy");
        checks.GetProperty("self").GetProperty("status").GetString().ShouldBe("Healthy");
        (await service.Client.GetStringAsync("/alive")).ShouldBe("Healthy");
    }
}
