using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Platform.FileStores.Messages;
using Platform.FileStores.Queues;
using Platform.ServiceDefaults.Migrations;
using Worker.Jobs;

namespace Worker.Intake;

/// <summary>
/// Reads tasks from the queue: a message is deleted when its job is committed, and kept hidden until then. One that is no task is left to the queue, which
/// puts it among its dead letters.
/// </summary>
internal sealed partial class QueueIntake(
    NpgsqlDataSource database,
    DatabaseMigrations migrations,
    QueueClient queue,
    JobTable jobs,
    WorkerOptions options,
    TimeProvider time,
    ILogger<QueueIntake> logger
) : BackgroundService
{
    private const int Batch = 10;

    // "Platform.*" is what the telemetry listens to.
    private static readonly ActivitySource Source = new("Platform.Worker");
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.QueueUrl is not { Length: > 0 } url)
            return;
        await Task.Yield();
        await migrations.WaitAsync(stoppingToken);
        for (var failures = 0; !stoppingToken.IsCancellationRequested; )
        {
            try
            {
                var messages = await queue.ReceiveAsync(url, Batch, options.QueueVisibility, LongPoll, stoppingToken);
                failures = 0;
                await Task.WhenAll(messages.Select(message => TakeAsync(url, message, stoppingToken)));
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                LogAway(failed.Message);
                var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures++, 5)));
                await Task.Delay(pause < LongestPause ? pause : LongestPause, time, stoppingToken);
            }
        }
    }

    private async Task TakeAsync(string url, QueuedMessage message, CancellationToken cancellationToken)
    {
        if (Read(message) is not { } task)
        {
            LogNoTask(message.Id);
            await queue.ChangeVisibilityAsync(url, message.Receipt, TimeSpan.Zero, cancellationToken);
            return;
        }
        ActivityContext.TryParse(task.TraceParent, null, out var parent);
        using var span = Source.StartActivity("receive task", ActivityKind.Consumer, parent);
        span?.SetTag("messaging.message.id", message.Id).SetTag("job.id", task.JobId);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = KeepAsync(url, message, ended.Token);
        try
        {
            await CommitAsync(task, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
        }
        await queue.DeleteAsync(url, message.Receipt, cancellationToken);
    }

    /// <summary>A database that is away for a while costs the message nothing.</summary>
    private async Task CommitAsync(ProcessingTask task, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(200); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await jobs.AcceptAsync(transaction, task, "queue", cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException failed) when (failed.IsTransient)
            {
                LogAway(failed.Message);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    private async Task KeepAsync(string url, QueuedMessage message, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.QueueVisibility / 2, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await queue.ChangeVisibilityAsync(url, message.Receipt, options.QueueVisibility, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The job is committed, or this worker stops.
        }
        catch (Exception failed)
        {
            // Then the message comes again, and its job is there already.
            LogAway(failed.Message);
        }
    }

    private static ProcessingTask? Read(QueuedMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Body, MessagesJson.Default.ProcessingTask);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The queue, or the database behind it, does not answer: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Error, "Message {Id} of the queue is no task; it goes the way to the queue's dead letters")]
    private partial void LogNoTask(string id);
}
