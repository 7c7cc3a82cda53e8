using System.Text.Json.Serialization;
using Dapper;
using Files.Apis;
using Files.Data;
using Files.Events;
using Files.Policies;
using Files.Processing;
using Files.Uploads;
using Microsoft.Extensions.Configuration.Memory;
using Platform.FileStores.Messages;
using Platform.FileStores.Stores;
using Platform.Services;

namespace Files;

/// <summary>
/// The service Files: uploads to the store that policy chooses, and whatever becomes of them. Database: <c>filesdb</c>; stores: <c>storage</c>,
/// <c>oci-storage</c>, the service <c>on-premises</c>; Kafka: <c>kafka</c>.
/// </summary>
public static class FilesApp
{
    /// <summary>Builds the application; <paramref name="configure"/> has the last word on its services.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceHost.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("filesdb");
        builder.AddMigrations("filesdb", typeof(FilesApp).Assembly);
        builder.AddJsonContext(FilesJson.Default);
        builder.AddFileStores();
        builder.AddOutbox("filesdb");
        builder.AddKafkaConsumer(
            "kafka",
            "files",
            events =>
                events
                    .WithInbox("filesdb")
                    .Handle<ProcessingOutcome, OutcomeHandler>(
                        ProcessingOutcome.Topic,
                        ProcessingOutcome.EventType,
                        MessagesJson.Default.ProcessingOutcome
                    )
        );
        builder.Services.AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            // Numbers are numbers: the web defaults would read "1" as one as well, and say so in OpenAPI.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        AddFiles(builder);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapUploads();
        app.MapFiles();
        app.MapDownloads();
        app.MapOutcomes();
        return app;
    }

    /// <summary>The dispatcher repeats by itself, with the job's row as its memory.</summary>
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        [$"Resilience:{FunctionClient.ClientName}:TotalTimeout"] = "00:15:00",
        [$"Resilience:{FunctionClient.ClientName}:AttemptTimeout"] = "00:15:00",
        [$"Resilience:{FunctionClient.ClientName}:MaxRetries"] = "0",
    };

    private static void AddFiles(WebApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var configuration = builder.Configuration;
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new();
        var processing = configuration.GetSection("Processing").Get<ProcessingOptions>() ?? new();
        var services = builder.Services;
        services.AddSingleton(configuration.GetSection("Uploads").Get<UploadOptions>() ?? new());
        services.AddSingleton(storage);
        services.AddSingleton(processing);
        services.AddSingleton(all => ConfiguredPolicies.Of(storage, all.GetRequiredService<FileStoreSet>().Targets));
        services.AddSingleton(ConfiguredPolicies.Of(processing));
        services.AddSingleton<Alarm>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<Orphans>();
        services.AddSingleton<FileTable>();
        services.AddSingleton<JobTable>();
        services.AddSingleton<UploadSlots>();
        services.AddSingleton<FileNews>();
        services.AddSingleton<EventStream>();
        services.AddSingleton<Downloads>();
        services.AddSingleton<TaskWriter>();
        services.AddSingleton<FunctionClient>();
        services.AddSingleton<GpuClient>();
        services.AddSingleton<FilesListener>();
        services.AddHttpClient(FunctionClient.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan);
        services.AddHostedService(all => all.GetRequiredService<FilesListener>());
        services.AddHostedService<Dispatcher>();
        services.AddHealthChecks().AddCheck<FilesListener>("notices");
    }
}
