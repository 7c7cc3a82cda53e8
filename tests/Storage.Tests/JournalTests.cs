using System.Text;
using Platform.Engines.Storage;

namespace Storage.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    private string File => _sandbox["journal"];

    [Fact]
    public void What_was_appended_is_replayed_in_order()
    {
        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, "one", "two", "three");
        }

        Read().ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public void A_record_is_in_the_file_when_append_returns()
    {
        using var journal = Journal.Open(File, Nothing);
        Append(journal, "kept");

        // No flush and no close: what a killed process would leave.
        System.IO.File.Copy(File, _sandbox["copy"]);

        Read(_sandbox["copy"]).ShouldBe(["kept"]);
    }

    [Fact]
    public void A_tail_torn_at_any_byte_is_cut_and_the_records_before_it_stay()
    {
        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, "first", "second record");
        }

        var whole = System.IO.File.ReadAllBytes(File);
        var second = 8 + "first".Length;
        for (var length = second; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Read().ShouldBe(["first"]);
            new FileInfo(File).Length.ShouldBe(second);
        }
    }

    [Fact]
    public void Appending_goes_on_after_a_cut()
    {
        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, "first", "second");
        }

        using (var torn = new FileStream(File, FileMode.Open))
        {
            torn.SetLength(torn.Length - 1);
        }

        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, "third");
        }

        Read().ShouldBe(["first", "third"]);
        System.IO.File.Exists(File + ".cut").ShouldBeTrue();
    }

    [Fact]
    public void Zeros_at_the_end_as_a_power_loss_leaves_them_are_no_records()
    {
        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, "kept");
        }

        using (var file = new FileStream(File, FileMode.Append))
        {
            file.Write(new byte[4096]);
        }

        Read().ShouldBe(["kept"]);
    }

    [Fact]
    public void A_length_beyond_the_file_allocates_nothing()
    {
        System.IO.File.WriteAllBytes(File, [0xff, 0xff, 0xff, 0x7f, 1, 2, 3, 4, 5]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Read().ShouldBeEmpty();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2 * 1024 * 1024);
    }

    [Fact]
    public void Compaction_replaces_everything_and_appends_follow_it()
    {
        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, [.. Enumerable.Range(0, 1000).Select(number => $"record {number}")]);
            var before = journal.Length;
            journal.Compact([Bytes("live 1"), Bytes("live 2")]);
            journal.Length.ShouldBeLessThan(before);
            Append(journal, "after");
        }

        Read().ShouldBe(["live 1", "live 2", "after"]);
    }

    [Fact]
    public void A_compaction_that_fails_leaves_the_journal_as_it_was()
    {
        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, "kept");
            Should.Throw<IOException>(() => journal.Compact(Failing()));
            Append(journal, "after");
        }

        Read().ShouldBe(["kept", "after"]);

        static IEnumerable<ReadOnlyMemory<byte>> Failing()
        {
            yield return Bytes("half");
            throw new IOException("no room");
        }
    }

    [Fact]
    public void What_an_interrupted_compaction_left_is_not_read()
    {
        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, "kept");
        }

        System.IO.File.WriteAllText(File + ".new", "half a rewrite");

        Read().ShouldBe(["kept"]);
        System.IO.File.Exists(File + ".new").ShouldBeFalse();
    }

    [Fact]
    public async Task Many_threads_append_and_every_record_is_there_once()
    {
        using (var journal = Journal.Open(File, Nothing))
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, 5000),
                (number, _) =>
                {
                    Append(journal, $"{number}");
                    return ValueTask.CompletedTask;
                }
            );
        }

        Read().Select(int.Parse).Order().ShouldBe(Enumerable.Range(0, 5000));
    }

    [Fact]
    public async Task A_copy_taken_while_others_append_and_compact_is_whole()
    {
        using var journal = Journal.Open(File, Nothing);
        Append(journal, "base");
        using var done = new CancellationTokenSource();
        var appending = Task.Run(() =>
        {
            for (var number = 0; !done.IsCancellationRequested; number++)
            {
                Append(journal, $"{number}");
                if (number % 100 == 0)
                {
                    journal.Compact([Bytes("base")]);
                }
            }
        });

        for (var copy = 0; copy < 50; copy++)
        {
            var target = _sandbox[$"copy-{copy}"];
            journal.CopyTo(target);
            Read(target)[0].ShouldBe("base");
            System.IO.File.Exists(target + ".cut").ShouldBeFalse();
        }

        await done.CancelAsync();
        await appending;
    }

    [Fact]
    public void Records_larger_than_the_window_are_read_and_too_large_ones_refused()
    {
        var large = new string('x', 1_000_000);
        using (var journal = Journal.Open(File, Nothing, new JournalOptions { MaxRecordLength = 1_000_000 }))
        {
            Append(journal, "small", large, "small");
            Should.Throw<ArgumentException>(() => Append(journal, large + "y"));
            Should.Throw<ArgumentException>(() => journal.Append([]));
        }

        Read().ShouldBe(["small", large, "small"]);
    }

    [Fact]
    public void Any_damage_yields_a_prefix_of_what_was_written_and_never_an_error()
    {
        // Twenty seconds of flipped, cut and doubled bytes; fewer on a run that asks for fewer.
        var written = Enumerable.Range(0, 200).Select(number => new string((char)('a' + (number % 26)), 1 + (number * 7 % 300))).ToList();
        using (var journal = Journal.Open(File, Nothing))
        {
            Append(journal, [.. written]);
        }

        var whole = System.IO.File.ReadAllBytes(File);
        var random = new Random(20261120);
        var damaged = _sandbox["damaged"];
        var rounds = 0;
        for (var deadline = FuzzTime.Start(); !deadline.IsOver; rounds++)
        {
            var bytes = whole.ToArray();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            System.IO.File.WriteAllBytes(damaged, bytes[..random.Next(bytes.Length + 1)]);
            var read = Read(damaged);
            read.ShouldBe(written.Take(read.Count));
        }

        rounds.ShouldBeGreaterThan(100);
    }

    public void Dispose() => _sandbox.Dispose();

    private static void Nothing(ReadOnlySpan<byte> record) { }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static void Append(Journal journal, params string[] records)
    {
        foreach (var record in records)
        {
            journal.Append(Bytes(record).Span);
        }
    }

    private List<string> Read(string? file = null)
    {
        var records = new List<string>();
        using var journal = Journal.Open(file ?? File, record => records.Add(Encoding.UTF8.GetString(record)));
        return records;
    }
}
