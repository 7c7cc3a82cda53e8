using Search.Index;

namespace Search.Queries;

/// <summary>Categories' names as Catalog has them, kept for a while. While Catalog is away those last known are good, or none.</summary>
internal sealed partial class CategoryNames(
    CatalogProducts catalog,
    SearchOptions options,
    TimeProvider time,
    ILogger<CategoryNames> logger
)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private volatile IReadOnlyDictionary<string, Category> known = new Dictionary<string, Category>();
    private Task? reading;
    private long due;

    /// <summary>By slug. Waits only for the first.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Category>> GetAsync(CancellationToken cancellationToken)
    {
        Task? running;
        lock (gate)
        {
            if (reading is null && time.GetTimestamp() >= due)
                reading = ReadAsync();
            running = reading;
        }
        if (known.Count == 0 && running is not null)
            await Task.WhenAny(running, Task.Delay(LongestWait, time, cancellationToken));
        return known;
    }

    private async Task ReadAsync()
    {
        await Task.Yield();
        var next = options.CategoryLifetime;
        try
        {
            // The call belongs to all who wait for it; its time limits are the client's.
            var categories = await catalog.CategoriesAsync(CancellationToken.None);
            known = categories.Items.ToDictionary(category => category.Slug);
        }
        catch (Exception error)
        {
            next = AfterFailure;
            LogUnknown(error.Message);
        }
        lock (gate)
        {
            due = time.GetTimestamp() + (long)(next.TotalSeconds * time.TimestampFrequency);
            reading = null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Catalog does not tell its categories, those last known are used: {Reason}")]
    private partial void LogUnknown(string reason);
}
