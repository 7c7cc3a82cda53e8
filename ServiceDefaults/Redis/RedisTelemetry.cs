using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using StackExchange.Redis;

namespace Platform.ServiceDefaults.Redis;

/// <summary>
/// A client span and a duration for each command, by OpenTelemetry's conventions for Redis. Keys, values and messages of errors (which quote
/// keys) stay out. With StackExchange.Redis 2.x this folder's Redis*Telemetry and Traced* go, and
/// <c>AddRedisInstrumentation()</c> of OpenTelemetry.Instrumentation.StackExchangeRedis takes their place in <c>AddRedisClient</c>.
/// </summary>
internal sealed class RedisTelemetry
{
    // "Platform.*" is what AddTelemetry listens to.
    private const string Name = "Platform.ServiceDefaults.Redis";
    private const string SystemName = "redis";
    private const string OperationName = "db.operation.name";
    private const string ErrorType = "error.type";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration",
        unit: "s",
        description: "Duration of database client operations.",
        tags: null,
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] }
    );

    private readonly KeyValuePair<string, object?>[] server;

    public RedisTelemetry(ConfigurationOptions options)
    {
        // Which of several servers a command goes to, the client does not tell.
        var address = options.EndPoints.Count == 1 ? Address(options.EndPoints[0]) : null;
        server = address is { } one
            ? [new("db.system.name", SystemName), new("server.address", one.Host), new("server.port", one.Port)]
            : [new("db.system.name", SystemName)];
    }

    public static bool IsWatched => Source.HasListeners() || Duration.Enabled;

    /// <summary>Runs the command; a task that it returns ends the span, and is returned as it is.</summary>
    public object? Trace(string? command, int database, Func<object?> send)
    {
        var caller = Activity.Current;
        var started = Stopwatch.GetTimestamp();
        var span = Source.StartActivity(ActivityKind.Client, tags: server, name: command ?? SystemName);
        if (span is not null)
        {
            span.SetTag("db.namespace", database.ToString());
            if (command is not null)
                span.SetTag(OperationName, command);
        }
        try
        {
            var result = send();
            if (result is Task { IsCompleted: false } pending)
            {
                pending.ContinueWith(
                    ended => End(span, command, started, ended.Exception?.InnerException, ended.IsCanceled),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default
                );
            }
            else
            {
                var ended = result as Task;
                End(span, command, started, ended?.Exception?.InnerException, ended?.IsCanceled ?? false);
            }
            return result;
        }
        catch (Exception error)
        {
            End(span, command, started, error, cancelled: false);
            throw;
        }
        finally
        {
            // The caller goes on while the command is under way: what it starts next is not the command's child.
            Activity.Current = caller;
        }
    }

    private void End(Activity? span, string? command, long started, Exception? error, bool cancelled)
    {
        var failure =
            cancelled ? typeof(TaskCanceledException).FullName
            : error is null ? null
            : Kind(error);
        if (Duration.Enabled)
        {
            var tags = new TagList(server);
            if (command is not null)
                tags.Add(OperationName, command);
            if (failure is not null)
                tags.Add(ErrorType, failure);
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        }
        if (span is null)
            return;
        if (failure is not null)
        {
            span.SetTag(ErrorType, failure);
            span.SetStatus(ActivityStatusCode.Error);
            if (error is RedisServerException)
                span.SetTag("db.response.status_code", failure);
        }
        span.Dispose();
    }

    // "WRONGTYPE Operation against a key …": the server's first word is its code.
    private static string? Kind(Exception error) =>
        error is RedisServerException && error.Message.Split(' ')[0] is { Length: > 0 } code && code.All(char.IsAsciiLetterUpper)
            ? code
            : error.GetType().FullName;

    private static (string Host, int Port)? Address(EndPoint endpoint) =>
        endpoint switch
        {
            DnsEndPoint dns => (dns.Host, dns.Port),
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            _ => null,
        };
}
