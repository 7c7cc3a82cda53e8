namespace Files.Uploads;

/// <summary>Bounds how many files are stored at the same time, and with that the memory that they take.</summary>
internal sealed class UploadSlots(UploadOptions options) : IDisposable
{
    private readonly SemaphoreSlim free = new(options.Concurrency);

    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        return new Slot(free);
    }

    public void Dispose() => free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
