using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Files.Policies;
using Files.Uploads;
using Npgsql;
using Platform.FileStores.Messages;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Files.Data;

/// <summary>Files and their jobs.</summary>
internal sealed class FileTable(NpgsqlDataSource database, IOutbox outbox, EventLog events, TimeProvider time)
{
    public async Task<(FileRow File, JobRow Job)?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var file = await connection.QuerySingleOrDefaultAsync<FileRow>("select * from files where id = @id", new { id });
        return file is null
            ? null
            : (file, await connection.QuerySingleAsync<JobRow>("select * from jobs where file_id = @id", new { id }));
    }

    /// <summary>Newest first.</summary>
    public async Task<(IReadOnlyList<(FileRow File, JobRow Job)> Items, long Total)> ListAsync(
        string? status,
        string? target,
        int page,
        int pageSize,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var filter = new
        {
            status,
            target,
            pageSize,
            skip = (long)(page - 1) * pageSize,
        };
        const string from = """
            from files f join jobs j on j.file_id = f.id
            where (@status::text is null or j.status = @status) and (@target::text is null or f.target = @target)
            """;
        var total = await connection.QuerySingleAsync<long>($"select count(*) {from}", filter);
        var items = await connection.QueryAsync<FileRow, JobRow, (FileRow, JobRow)>(
            $"select f.*, j.* {from} order by f.created_at desc, f.id desc limit @pageSize offset @skip",
            (file, job) => (file, job),
            filter
        );
        return ([.. items], total);
    }

    /// <summary>Keeps files that are in their stores, with their jobs: all or none.</summary>
    public async Task AddAsync(IReadOnlyList<(StoredFile File, NewJob Job)> stored, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var (file, job) in stored)
            await AddAsync(transaction, file, job, now, cancellationToken);
        await Deadlines.AnnounceAsync(transaction, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Forgets a file at once; its objects follow. False when there is none.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // The job's row first, as everybody takes them: else two could wait for each other.
        var deleted = await connection.ExecuteAsync(
            """
            select from jobs where file_id = @id for update;
            insert into orphans (target, key, is_prefix, due_at)
            select f.target, 'results/' || j.id || '/', true, @now from files f join jobs j on j.file_id = f.id where f.id = @id
            union all select target, key, false, @now from files where id = @id
            on conflict (target, key) do nothing;
            delete from files where id = @id
            """,
            new { id, now },
            transaction
        );
        await EventLog.TellAsync(transaction, id, cancellationToken);
        await Deadlines.AnnounceAsync(transaction, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted > 0;
    }

    private async Task AddAsync(
        NpgsqlTransaction transaction,
        StoredFile file,
        NewJob job,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var row = new JobRow
        {
            Id = Guid.CreateVersion7(),
            FileId = file.Id,
            Kind = job.Kind,
            AnalysisType = job.AnalysisType,
            OutputFormat = job.OutputFormat,
            TranslateShakespearean = job.TranslateShakespearean,
            Target = job.Target,
            Status = JobStatus.Queued,
            CallbackToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            TraceParent = Activity.Current?.Id,
            // The Worker hears of it by Kafka; the others are told by the dispatcher.
            DueAt = job.Target == ProcessingTargets.Worker ? null : now,
            CreatedAt = now,
        };
        var mine = await transaction.Connection!.ExecuteAsync(
            "delete from orphans where target = @Target and key = @Key",
            file,
            transaction
        );
        if (mine == 0)
            throw new UploadRefusedException(
                StatusCodes.Status408RequestTimeout,
                "too_slow",
                "The upload took too long; what had arrived is gone."
            );
        await transaction.Connection!.ExecuteAsync(
            """
            insert into files (id, file_name, content_type, size, sha256, target, bucket, key, url, created_at)
            values (@Id, @FileName, @ContentType, @Size, @Sha256, @Target, @Bucket, @Key, @Url, @now)
            """,
            new
            {
                file.Id,
                file.FileName,
                file.ContentType,
                file.Size,
                file.Sha256,
                file.Target,
                file.Bucket,
                file.Key,
                file.Url,
                now,
            },
            transaction
        );
        await transaction.Connection!.ExecuteAsync(
            """
            insert into jobs (id, file_id, kind, analysis_type, output_format, translate_shakespearean, target, status, callback_token, due_at,
                              trace_parent, created_at, updated_at)
            values (@Id, @FileId, @Kind, @AnalysisType, @OutputFormat, @TranslateShakespearean, @Target, @Status, @CallbackToken, @DueAt,
                    @TraceParent, @CreatedAt, @CreatedAt)
            """,
            row,
            transaction
        );
        await events.AppendAsync(transaction, row, cancellationToken);
        if (job.Target == ProcessingTargets.Worker)
            await outbox.AddAsync(transaction, Event(TaskOf(file, row)), cancellationToken);
    }

    private static OutboxMessage Event(ProcessingTask task) =>
        new(
            ProcessingTask.Topic,
            task.JobId.ToString(),
            ProcessingTask.EventType,
            JsonSerializer.Serialize(task, MessagesJson.Default.ProcessingTask)
        );

    private static ProcessingTask TaskOf(StoredFile file, JobRow job) =>
        new()
        {
            JobId = job.Id,
            FileId = file.Id,
            Kind = job.Kind,
            StoredOn = file.Target,
            SourceBucket = file.Bucket,
            S3Key = file.Key,
            FileName = file.FileName,
            ContentType = file.ContentType,
            Size = file.Size,
            AnalysisType = job.AnalysisType,
            OutputFormat = job.OutputFormat,
            TranslateShakespearean = job.TranslateShakespearean,
        };
}
