using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;
using Platform.Engines.Elasticsearch.Tests.Search;

namespace Platform.Engines.Elasticsearch.Tests.Index;

public sealed class DocumentIndexTests
{
    private readonly DocumentIndex index = new();
    private long seqNo;

    [Fact]
    public void What_is_written_is_seen_after_the_next_refresh()
    {
        Put("1", "red shoe");
        Count("red").ShouldBe(0);

        var before = index.Refresh();
        Put("1", "blue shoe");
        index.Remove("2").ShouldBeFalse();
        var still = index.Snapshot;

        still.ShouldBeSameAs(before);
        Count("red").ShouldBe(1);
        var after = index.Refresh();
        (Count("red"), Count("blue")).ShouldBe((0, 1));
        after.Generation.ShouldBeGreaterThan(before.Generation);
        Count("red", before).ShouldBe(1);
    }

    [Fact]
    public void A_refresh_without_changes_returns_the_same_snapshot()
    {
        index.Refresh().ShouldBeSameAs(IndexSnapshot.Empty);
        Put("1", "red");
        var first = index.Refresh();

        index.Remove("other").ShouldBeFalse();

        index.Refresh().ShouldBeSameAs(first);
    }

    [Fact]
    public void A_document_is_removed_wherever_it_is_by_then()
    {
        Put("visible", "red");
        index.Refresh();
        Put("buffered", "red");

        index.Remove("buffered").ShouldBeTrue();
        index.Remove("buffered").ShouldBeFalse();
        index.Remove("visible").ShouldBeTrue();
        index.Remove("visible").ShouldBeFalse();

        index.Refresh().LiveDocuments.ShouldBe(0);
        index.Snapshot.Segments.ShouldBeEmpty();
    }

    [Fact]
    public void Written_twice_before_a_refresh_it_is_there_once_with_its_last_source_and_numbers()
    {
        Put("1", "red");
        index.Put(new TestDocument("1", ["blue"]).ToIndexed(41) with { Version = 7 });

        var segment = index.Refresh().Segments.ShouldHaveSingleItem();

        (segment.DocumentCount, segment.Id(0), segment.SeqNo(0), segment.Version(0)).ShouldBe((1, "1", 41, 7));
        (Count("red"), Count("blue")).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Documents_stay_in_the_order_of_their_writing_however_segments_are_merged()
    {
        for (var i = 0; i < 200; i++)
        {
            Put($"{i}", "red");
            index.Refresh();
        }
        await MergedAsync();

        index.Snapshot.Segments.Count.ShouldBeLessThan(20);
        var ids = index.Snapshot.Segments.SelectMany(segment => Enumerable.Range(0, segment.DocumentCount).Select(segment.Id));
        ids.ShouldBe(Enumerable.Range(0, 200).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Memory_is_given_back_once_what_was_deleted_is_merged_away()
    {
        for (var i = 0; i < 2_000; i++)
        {
            Put($"{i}", $"red shoe number {i}");
        }
        index.MemoryBytes.ShouldBeGreaterThan(2_000 * 50);
        index.Refresh();
        var full = index.MemoryBytes;

        for (var i = 0; i < 1_900; i++)
        {
            index.Remove($"{i}");
        }
        index.Refresh();
        await MergedAsync();

        index.MemoryBytes.ShouldBeLessThan(full / 5);
        (Count("red"), index.Snapshot.LiveDocuments, index.Snapshot.Segments.Sum(segment => segment.DocumentCount)).ShouldBe(
            (100, 100, 100)
        );
    }

    [Fact]
    public void Deleted_documents_count_in_frequencies_until_they_are_merged_away()
    {
        foreach (var i in Enumerable.Range(0, 10))
        {
            Put($"{i}", "red");
        }
        index.Refresh();
        index.Remove("0");
        index.Refresh();

        index.Snapshot.Segments[0].Terms("text")!.DocumentFrequency(0).ShouldBe(10);
        (Count("red"), index.Snapshot.LiveDocuments).ShouldBe((9, 9));
    }

    [Fact]
    public async Task What_is_deleted_while_a_merge_is_under_way_stays_deleted()
    {
        for (var round = 0; round < 30; round++)
        {
            for (var i = 0; i < 50; i++)
            {
                Put($"{round}-{i}", "red");
            }
            index.Refresh();
            for (var i = 0; i < 10; i++)
            {
                index.Remove($"{round}-{i}").ShouldBeTrue();
            }
        }
        index.Refresh();
        await MergedAsync();

        Count("red").ShouldBe(30 * 40);
        index.Remove("7-3").ShouldBeFalse();
        index.Remove("7-30").ShouldBeTrue();
    }

    [Fact]
    public async Task Searches_see_whole_snapshots_while_documents_are_written_and_merged()
    {
        // Each round replaces all ten documents, so that a search sees all of one round or it has seen half a refresh.
        using var done = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 2)
            .Select(_ =>
                Task.Run(() =>
                {
                    var searches = 0;
                    for (; !done.IsCancellationRequested || searches == 0; searches++)
                    {
                        var snapshot = index.Snapshot;
                        if (snapshot.LiveDocuments > 0)
                        {
                            snapshot.LiveDocuments.ShouldBe(10);
                            Count("red", snapshot).ShouldBe(10);
                            var top = new IndexSearcher(snapshot, TestMapping.Instance).Top(new TermQuery("text", "red"), 10, 100);
                            top.Hits.Select(hit => hit.Segment.Version(hit.Document)).Distinct().Count().ShouldBe(1);
                            top.Hits.Select(hit => hit.Segment.Id(hit.Document)).Distinct().Count().ShouldBe(10);
                        }
                    }
                    return searches;
                })
            )
            .ToArray();

        for (var round = 0; round < 500; round++)
        {
            for (var i = 0; i < 10; i++)
            {
                index.Put(new TestDocument($"{i}", ["red"]).ToIndexed(++seqNo) with { Version = round });
            }
            index.Refresh();
        }
        await done.CancelAsync();

        (await Task.WhenAll(readers)).ShouldAllBe(searches => searches > 0);
    }

    [Fact]
    public async Task Many_documents_are_indexed_in_the_background_before_the_refresh()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Put($"{i}", i % 100 == 0 ? "red shoe" : "blue shoe");
        }
        index.Remove("100").ShouldBeTrue();
        Put("200", "green shoe");

        index.Refresh().LiveDocuments.ShouldBe(9_999);
        (Count("red"), Count("green"), Count("blue"), Count("shoe")).ShouldBe((98, 1, 9_900, 9_999));
        await MergedAsync();
        (Count("red"), Count("green"), Count("blue"), Count("shoe")).ShouldBe((98, 1, 9_900, 9_999));
    }

    [Fact]
    public void A_source_out_of_a_larger_array_does_not_keep_it()
    {
        var bulk = new byte[1 << 20];

        index.Put(new TestDocument("1", ["red"]).ToIndexed(1) with { Source = bulk.AsMemory(10, 20) });

        var source = index.Refresh().Segments[0].Source(0);
        source.Length.ShouldBe(20);
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(source, out var array).ShouldBeTrue();
        array.Array!.Length.ShouldBe(20);
    }

    private void Put(string id, string text) => index.Put(new TestDocument(id, [text]).ToIndexed(++seqNo));

    private long Count(string term, IndexSnapshot? snapshot = null) =>
        new IndexSearcher(snapshot ?? index.Snapshot, TestMapping.Instance).Count(new TermQuery("text", term));

    private async Task MergedAsync()
    {
        // The end of one merge may begin the next.
        while (!index.Merging.IsCompleted)
        {
            await index.Merging;
        }
    }
}
