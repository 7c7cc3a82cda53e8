using Platform.Dashboard.Explorers;
using ServiceDefaults.Tests.Support;
using StackExchange.Redis;

namespace Explorers.Tests;

public sealed class RedisExplorerTests(LocalServers servers) : IAsyncLifetime
{
    private readonly string prefix = $"test-{Guid.NewGuid():n}";
    private ConnectionMultiplexer writer = null!;
    private IExplorer explorer = null!;

    public async ValueTask InitializeAsync()
    {
        writer = await ConnectionMultiplexer.ConnectAsync(servers.Redis);
        explorer = Explorer.Open(ExplorerKind.Redis, servers.Redis);
        var database = writer.GetDatabase();
        await database.HashSetAsync($"{prefix}:cart:1", [new("7", "2"), new("8", "1")]);
        await database.StringSetAsync($"{prefix}:json", """{"이름":"무선"}""", TimeSpan.FromMinutes(5));
        await database.StringSetAsync($"{prefix}:bytes", new byte[] { 0, 1, 254, 255 });
        await database.ListRightPushAsync($"{prefix}:list", ["a", "b"]);
        await database.SortedSetAddAsync($"{prefix}:best", "x", 1.5);
        await database.SetAddAsync($"{prefix}:set", "only");
    }

    public async ValueTask DisposeAsync()
    {
        await explorer.DisposeAsync();
        await writer.CloseAsync();
    }

    [Fact]
    public async Task Keys_are_folded_by_prefix()
    {
        var entries = (await explorer.ListAsync($"prefix/{prefix}%3A", new(), default)).Entries;
        entries
            .Select(entry => (entry.Name, entry.Kind))
            .ShouldBe([("cart:", "prefix"), ("best", "key"), ("bytes", "key"), ("json", "key"), ("list", "key"), ("set", "key")]);
    }

    [Fact]
    public async Task A_prefix_means_itself_and_no_pattern()
    {
        await writer.GetDatabase().StringSetAsync($"{prefix}*:odd[1]", "here");
        (await explorer.ListAsync($"prefix/{prefix}%2A%3A", new(), default)).Entries.ShouldHaveSingleItem().Name.ShouldBe("odd[1]");
    }

    [Fact]
    public async Task Values_are_shown_by_their_type()
    {
        (await ReadAsync("cart:1")).Rows.ShouldBe(
            [
                ["7", "2"],
                ["8", "1"],
            ],
            ignoreOrder: true
        );
        (await ReadAsync("list")).Rows.ShouldBe([
            ["0", "a"],
            ["1", "b"],
        ]);
        (await ReadAsync("best")).Rows.ShouldBe([
            ["x", "1.5"],
        ]);
        (await ReadAsync("set")).Rows.ShouldBe([
            ["only"],
        ]);
        var json = await ReadAsync("json");
        (json.Format, json.Text!.Contains("무선", StringComparison.Ordinal)).ShouldBe(("json", true));
        json.Notice!.ShouldContain("expires in");
        var bytes = await ReadAsync("bytes");
        (bytes.Format, bytes.Text!.Trim()).ShouldBe(("hex", "0001feff"));
    }

    [Fact]
    public async Task A_command_that_reads_is_sent() =>
        (await explorer.QueryAsync("", $"hget '{prefix}:cart:1' 7", default)).Text.ShouldBe("2");

    [Theory]
    [InlineData("SET {0}:json gone")]
    [InlineData("del {0}:json")]
    [InlineData("EVAL \"return redis.call('del', KEYS[1])\" 1 {0}:json")]
    [InlineData("GETDEL {0}:json")]
    [InlineData("GETEX {0}:json EX 1")]
    [InlineData("FLUSHALL")]
    [InlineData("CONFIG SET maxmemory 1")]
    [InlineData("MEMORY PURGE")]
    [InlineData("KEYS *")]
    [InlineData("SORT {0}:list STORE {0}:json")]
    public async Task What_would_write_is_refused_by_name_and_changes_nothing(string line)
    {
        var error = await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync("", string.Format(null, line, prefix), default));

        error.Message.ShouldContain(line.Split(' ')[0].ToUpperInvariant());
        ((string?)await writer.GetDatabase().StringGetAsync($"{prefix}:json")).ShouldBe("""{"이름":"무선"}""");
    }

    [Fact]
    public async Task A_typed_command_fetches_no_more_than_can_be_read()
    {
        await writer.GetDatabase().ListRightPushAsync($"{prefix}:long", [.. Enumerable.Range(0, 1001).Select(n => (RedisValue)n)]);

        var error = await Should.ThrowAsync<ExplorerException>(() => explorer.QueryAsync("", $"LRANGE {prefix}:long 0 -1", default));

        error.Message.ShouldContain("1001 entries");
        (await explorer.QueryAsync("", $"LRANGE {prefix}:long 0 9", default)).Text!.Split('\n').Length.ShouldBe(10);
    }

    [Fact]
    public async Task A_key_that_is_gone_is_said_so() =>
        (await Should.ThrowAsync<ExplorerException>(() => ReadAsync("none"))).Message.ShouldContain("expired");

    [Fact]
    public async Task A_server_that_is_away_is_told_without_its_password()
    {
        await using var away = Explorer.Open(ExplorerKind.Redis, "127.0.0.1:1,password=hidden-one");
        var error = await Should.ThrowAsync<ExplorerException>(() => away.ListAsync("", new(), default));
        error.Unreachable.ShouldBeTrue();
        error.ToString().ShouldNotContain("hidden-one");
    }

    private Task<ExplorerContent> ReadAsync(string key) =>
        explorer.ReadAsync($"key/{Uri.EscapeDataString($"{prefix}:{key}")}", new(), default);
}
