namespace Platform.ServiceDefaults.Migrations;

/// <summary>Tells background work when the schema is there; registered by <c>AddMigrations</c>, keyed by connection name.</summary>
public sealed class DatabaseMigrations
{
    private readonly TaskCompletionSource applied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Applied => applied.Task.IsCompletedSuccessfully;

    /// <summary>Ends when all migrations are applied; fails with the reason if one cannot be.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => applied.Task.WaitAsync(cancellationToken);

    internal void Complete() => applied.TrySetResult();

    internal void Fail(Exception error) => applied.TrySetException(error);
}
