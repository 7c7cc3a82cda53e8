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
app.MapGet(
    "/cache/{key}",
    async (string key, IConnectionMultiplexer redis) => (string?)await redis.GetDatabase().StringGetAsync(key) ?? "nothing"
);
app.MapPut(
    "/cache/{key}/{value}",
    (string key, string value, IConnectionMultiplexer redis) => redis.GetDatabase().StringSetAsync(key, value, TimeSpan.FromMinutes(1))
);
app.MapGet(
    "/cache/{key}/fields",
    async (string key, IConnectionMultiplexer redis) => (await redis.GetDatabase().HashGetAllAsync(key)).Length.ToString()
);
app.MapGet(
    "/cache-twice",
    async (IConnectionMultiplexer redis) =>
    {
        var first = redis.GetDatabase().StringGetAsync([(RedisKey)"one"]);
        var second = redis.GetDatabase().KeyExistsAsync("two");
        await Task.WhenAll(first, second);
        return "twice";
    }
);
app.Run();
