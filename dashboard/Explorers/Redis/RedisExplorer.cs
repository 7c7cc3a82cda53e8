using StackExchange.Redis;

namespace Platform.Dashboard.Explorers.Redis;

/// <summary>Keys by prefix, their values and times to live. Walks with SCAN, never KEYS; reads bounded parts; sends no command that is not in <see cref="RedisReads"/>.</summary>
internal sealed class RedisExplorer : IExplorer
{
    private const int ScanLimit = 20_000;
    private const int EntryLimit = 1_000;
    private static readonly char[] Separators = [':', '/'];

    private readonly ConfigurationOptions options;
    private readonly SemaphoreSlim gate = new(1, 1);
    private ConnectionMultiplexer? multiplexer;

    public RedisExplorer(string connectionString)
    {
        options = ConfigurationOptions.Parse(connectionString, ignoreUnknown: true);
        options.AbortOnConnectFail = true;
        options.ConnectTimeout = 5_000;
        options.SyncTimeout = 5_000;
        options.ClientName = "Platform-explorer";
        // INFO and SCAN need it in this client; what is sent is still RedisReads' to say.
        options.AllowAdmin = false;
    }

    public ExplorerKind Kind => ExplorerKind.Redis;

    public string QueryLanguage => "redis";

    public IReadOnlyList<ExplorerAction> Actions { get; } = [new("info", "Server", [], []), new("memory", "Memory", ["key"], [])];

    public Task<ExplorerListing> ListAsync(string path, PageRequest page, CancellationToken cancellationToken) =>
        AskAsync(
            async database =>
            {
                var prefix = Prefix(path);
                var (cursor, seen, more) = ("0", 0, true);
                var folders = new SortedDictionary<string, int>(StringComparer.Ordinal);
                var keys = new SortedSet<string>(StringComparer.Ordinal);
                do
                {
                    var answer = (RedisResult[])
                        (await database.ExecuteAsync("SCAN", cursor, "MATCH", Escape(prefix) + "*", "COUNT", 1000))!;
                    cursor = (string)answer[0]!;
                    foreach (var key in (string[])answer[1]!)
                    {
                        seen++;
                        var cut = key.IndexOfAny(Separators, prefix.Length);
                        if (cut >= 0 && cut < key.Length - 1)
                        {
                            var folder = key[..(cut + 1)];
                            folders[folder] = folders.GetValueOrDefault(folder) + 1;
                        }
                        else
                        {
                            keys.Add(key);
                        }
                    }
                    more = cursor != "0";
                } while (more && seen < ScanLimit && !cancellationToken.IsCancellationRequested);
                cancellationToken.ThrowIfCancellationRequested();
                var entries = folders
                    .Select(folder => new ExplorerEntry(
                        ExplorerPath.Join("prefix", folder.Key),
                        folder.Key[prefix.Length..],
                        "prefix",
                        CanOpen: true,
                        CanRead: false,
                        $"{folder.Value} keys"
                    ))
                    .Concat(
                        keys.Take(EntryLimit)
                            .Select(key => new ExplorerEntry(
                                ExplorerPath.Join("key", key),
                                key[prefix.Length..],
                                "key",
                                CanOpen: false,
                                CanRead: true
                            ))
                    );
                var notice = more || keys.Count > EntryLimit ? $"The first {seen} keys; name a longer prefix to see others." : null;
                return new ExplorerListing([.. entries], Notice: notice);
            },
            cancellationToken
        );

    public Task<ExplorerContent> ReadAsync(string path, PageRequest page, CancellationToken cancellationToken) =>
        AskAsync(
            database =>
                ExplorerPath.Split(path) is ["key", var key]
                    ? RedisValues.ReadAsync(database, key, Math.Clamp(page.Limit, 1, EntryLimit))
                    : throw ExplorerPath.Nothing(path),
            cancellationToken
        );

    public Task<ExplorerContent> QueryAsync(string path, string text, CancellationToken cancellationToken) =>
        AskAsync(
            async database =>
            {
                var words = RedisReads.Parse(text);
                await RedisBounds.CheckAsync(database, words);
                return RedisValues.Format(await database.ExecuteAsync(words[0], [.. words.Skip(1)]));
            },
            cancellationToken
        );

    public Task<ExplorerContent> ActAsync(
        string action,
        string path,
        IReadOnlyDictionary<string, string?> inputs,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            async database =>
                (action, ExplorerPath.Split(path)) switch
                {
                    ("info", _) => RedisValues.Format(await database.ExecuteAsync("INFO")),
                    ("memory", ["key", var key]) => RedisValues.Format(await database.ExecuteAsync("MEMORY", "USAGE", key)),
                    _ => throw new ExplorerException($"Redis has no action '{action}' for '{path}'."),
                },
            cancellationToken
        );

    public ValueTask DisposeAsync()
    {
        multiplexer?.Close(allowCommandsToComplete: false);
        gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Prefix(string path) =>
        ExplorerPath.Split(path) switch
        {
            [] => "",
            ["prefix", var prefix] => prefix,
            _ => throw ExplorerPath.Nothing(path),
        };

    /// <summary>A glob pattern that means the text itself.</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is '*' or '?' or '[' or ']' or '\\' or '^' ? $"\\{c}" : $"{c}"));

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask((await ConnectAsync(cancellationToken)).GetDatabase());
        }
        catch (RedisServerException error)
        {
            throw new ExplorerException($"Redis says: {error.Message}", error);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            throw new ExplorerException("Redis cannot be reached, or did not answer within 5 s.", error) { Unreachable = true };
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return multiplexer ??= await ConnectionMultiplexer.ConnectAsync(options);
        }
        finally
        {
            gate.Release();
        }
    }
}
