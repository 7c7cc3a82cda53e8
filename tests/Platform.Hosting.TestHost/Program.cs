using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Hosting;

// A graph of shell scripts, for tests of what the host shows. The first needs a moment, the second waits for it.
var builder = DistributedApplication.CreateBuilder(args);
var first = builder.AddExecutable("first", "/bin/sh", "/", "-c", "echo ready to serve; exec sleep 300");
var kind = builder.Configuration["Second"];
builder.AddExecutable("second", kind == "missing" ? "/no/such/program" : "/bin/sh", "/", "-c", Script(kind)).WaitFor(first);
if (builder.Configuration["Engines"] == "true")
{
    builder.AddKafka("kafka").AddTopic("catalog.products", partitions: 3);
    builder.AddMinioContainer("storage").AddBucket("uploads");
}

var application = builder.Build();
if (builder.ExecutionContext.IsRunMode)
{
    var log = application.Services.GetRequiredService<ILogger<Program>>();
    application
        .Services.GetRequiredService<IHostApplicationLifetime>()
        .ApplicationStarted.Register(() => log.LogWarning("The host has a warning."));
}
application.Run();

static string Script(string? kind) =>
    kind switch
    {
        "fails" => "echo it cannot be >&2; exit 3",
        "stubborn" => "trap '' TERM; while :; do sleep 1; done",
        _ => """echo '{"timestamp":"2026-01-02T03:04:05Z","level":"information","message":"Listening."}'; exec sleep 300""",
    };
