using Npgsql;
using StackExchange.Redis;

// A service as small as one can be, run as a process by the tests: as the platform runs services.
var builder = ServiceHost.CreateBuilder(args);
builder.AddServiceDefaults();
if (builder.Configuration.GetConnectionString("ordersdb") is not null)
    builder.AddNpgsqlDataSource("ordersdb");
if (builder.Configuration.GetConnectionString("redis") is not null)
    builder.AddRedisClient("redis");

var app = builder.Build();
app.MapDefaultEndpoints();

app.MapGet(
    "/orders/{id}",
    (string id, ILogger<Program> logger) =>
    {
        using (logger.BeginScope(new Dictionary<string, object> { ["customer"] = "김민준" }))
            logger.LogInformation("Order {OrderId} read", id);
        return id;
    }
);
app.MapGet("/call/{id}", (string id, IHttpClientFactory clients) => clients.CreateClient().GetStringAsync($"http://peer/orders/{id}"));
app.MapGet("/fail", string () => throw new InvalidOperationException("out of paper"));
app.MapGet(
    "/last",
    async (IHostApplicationLifetime lifetime, ILogger<Program> logger) =>
    {
        var stopping = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStopping.Register(stopping.SetResult);
        logger.LogInformation("In flight");
        await stopping.Task;
        return "drained";
    }
);
app.MapGet(
    "/database",
    async (NpgsqlDataSource source) =>
    {
        await using var command = source.CreateCommand("select count(*) from pg_class where relname = $1");
        command.Parameters.Add(new() { Value = "x" });
        return (await command.ExecuteScalarAsync())?.ToString();
    }
);
app.MapGet("/cache", async (IConnectionMultiplexer redis) => (string?)await redis.GetDatabase().StringGetAsync("greeting") ?? "nothing");
app.Run();
