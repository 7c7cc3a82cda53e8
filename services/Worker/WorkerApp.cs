using Dapper;
using Platform.FileStores.Messages;
using Platform.Services;
using Worker.Intake;
using Worker.Jobs;

namespace Worker;

/// <summary>
/// The service Worker: processes files. Database: <c>workerdb</c>; stores: <c>storage</c>, <c>oci-storage</c>, the service <c>on-premises</c>; Kafka:
/// <c>kafka</c>; a queue where one is configured.
/// </summary>
public static class WorkerApp
{
    /// <summary>The consumer group.</summary>
    public const string Group = "worker";

    /// <summary>Builds the application; <paramref name="configure"/> has the last word on its services.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceHost.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("workerdb");
        builder.AddMigrations("workerdb", typeof(WorkerApp).Assembly);
        builder.AddFileStores();
        builder.AddOutbox("workerdb");
        builder.AddKafkaConsumer(
            "kafka",
            Group,
            events =>
                events
                    .WithInbox("workerdb")
                    .Handle<ProcessingTask, TaskHandler>(
                        ProcessingTask.Topic,
                        ProcessingTask.EventType,
                        MessagesJson.Default.ProcessingTask
                    )
        );
        AddWorker(builder);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }

    private static void AddWorker(WebApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection("Worker").Get<WorkerOptions>() ?? new());
        services.AddSingleton<Alarm>();
        services.AddSingleton<JobTable>();
        services.AddSingleton<Processor>();
        services.AddSingleton<DatabaseListener>();
        services.AddHostedService(all => all.GetRequiredService<DatabaseListener>());
        services.AddHostedService<JobRunner>();
        services.AddHostedService<QueueIntake>();
        services.AddHealthChecks().AddCheck<DatabaseListener>("notices");
    }
}
