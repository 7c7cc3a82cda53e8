using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>
/// Whether a broker answers, asked over the producer's own connections and beside the probe: a broker that is away must not make the probe of a
/// service slow that does without it for a while.
/// </summary>
internal sealed class KafkaHealthCheck(KafkaProducer producer) : IHealthCheck, IDisposable
{
    /// <summary>How long the client waits for a broker.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A broker that is there has answered by then.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private IAdminClient? admin;
    private Task<string?>? asking;
    private (string? Fault, long At)? last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var question = Ask();
        if (!question.IsCompleted)
            await Task.WhenAny(question, Task.Delay(Moment, cancellationToken));
        var fault =
            question.IsCompleted ? await question
            : last is { } known ? known.Fault
            : "No broker has answered yet.";
        return fault is null ? HealthCheckResult.Healthy() : new HealthCheckResult(context.Registration.FailureStatus, fault);
    }

    public void Dispose() => admin?.Dispose();

    /// <summary>One question at a time; its answer is good for a second.</summary>
    private Task<string?> Ask()
    {
        lock (gate)
        {
            if (asking is { IsCompleted: false } || (asking is not null && last is { } known && Stopwatch.GetElapsedTime(known.At) < Fresh))
                return asking;
            // Off this thread: the client's library is loaded when it is first asked for.
            return asking = Task.Run(AskAsync);
        }
    }

    /// <summary>What is wrong, or null.</summary>
    private async Task<string?> AskAsync()
    {
        string? fault = null;
        try
        {
            admin ??= new DependentAdminClientBuilder(producer.Client.Handle).Build();
            var cluster = await admin.DescribeClusterAsync(new() { RequestTimeout = Patience });
            if (cluster.Nodes.Count == 0)
                fault = "No broker is up.";
        }
        catch (Exception error) when (error is KafkaException or ObjectDisposedException)
        {
            fault = error.Message;
        }
        last = (fault, Stopwatch.GetTimestamp());
        return fault;
    }
}
