using System.Runtime.InteropServices;

namespace Platform.Engines.Elasticsearch.Index;

/// <summary>One index in memory. One writer at a time (the caller sees to it); any number of readers, each of a snapshot.</summary>
public sealed class DocumentIndex
{
    private const int SealDocuments = 4096;
    private const long SealBytes = 16 << 20;

    private readonly Lock state = new();
    private readonly List<IndexPart> parts = [];
    private readonly List<IndexedDocument?> buffer = [];
    private Dictionary<string, int> buffered = [];
    private volatile IndexSnapshot snapshot = IndexSnapshot.Empty;
    private long memoryBytes;
    private long bufferBytes;
    private bool changed;
    private IndexPart[] merging = [];

    /// <summary>Bytes that documents and index structures take, what is not yet visible included.</summary>
    public long MemoryBytes => Volatile.Read(ref memoryBytes);

    /// <summary>As of the last refresh. A merge replaces its segments by one of the same documents.</summary>
    public IndexSnapshot Snapshot => snapshot;

    /// <summary>Called, on the merge's thread and outside of any lock here, when a merge has changed <see cref="MemoryBytes"/>.</summary>
    public Action? Merged { get; init; }

    /// <summary>Ends when the merge under way is done; its end may begin the next.</summary>
    public Task Merging { get; private set; } = Task.CompletedTask;

    /// <summary>Visible after the next refresh; replaces the document of the same id.</summary>
    public void Put(IndexedDocument document)
    {
        // A slice of a larger array (a bulk's body) would keep all of it.
        if (MemoryMarshal.TryGetArray(document.Source, out var array) && array.Count < array.Array!.Length)
        {
            document = document with { Source = document.Source.ToArray() };
        }
        lock (state)
        {
            Delete(document.Id);
            buffered[document.Id] = buffer.Count;
            buffer.Add(document);
            changed = true;
            Account(Estimate(document));
            if (buffer.Count >= SealDocuments || bufferBytes >= SealBytes)
            {
                Seal(inBackground: true);
            }
        }
    }

    /// <returns>Whether there was a document of this id.</returns>
    public bool Remove(string id)
    {
        lock (state)
        {
            var removed = Delete(id);
            changed |= removed;
            return removed;
        }
    }

    /// <summary>Makes all that was written so far visible. Without changes it returns the snapshot there is.</summary>
    public IndexSnapshot Refresh()
    {
        lock (state)
        {
            if (!changed)
            {
                return snapshot;
            }
            Seal(inBackground: false);
            parts.RemoveAll(part => part.LiveCount == 0 && !merging.Contains(part));
            Publish(parts.ConvertAll(part => part.Show()), snapshot.Generation + 1);
            changed = false;
            StartMerge();
            return snapshot;
        }
    }

    private static long Estimate(IndexedDocument document)
    {
        var bytes = 200L + (2 * document.Id.Length) + document.Source.Length;
        foreach (var value in document.Values)
        {
            bytes += 32 + (2 * (value.Text?.Length ?? 0));
        }
        return bytes;
    }

    private bool Delete(string id)
    {
        if (buffered.Remove(id, out var at))
        {
            Account(-Estimate(buffer[at]!));
            buffer[at] = null;
            return true;
        }
        var hash = id.GetHashCode();
        for (var part = parts.Count - 1; part >= 0; part--)
        {
            if (parts[part].Delete(id, hash))
            {
                return true;
            }
        }
        return false;
    }

    private void Account(long bytes)
    {
        bufferBytes += bytes;
        Volatile.Write(ref memoryBytes, memoryBytes + bytes);
    }

    private void Seal(bool inBackground)
    {
        if (buffered.Count > 0)
        {
            var documents = new List<IndexedDocument>(buffered.Count);
            foreach (var document in buffer)
            {
                if (document is not null)
                {
                    buffered[document.Id] = documents.Count;
                    documents.Add(document);
                }
            }
            parts.Add(new([.. documents], buffered, bufferBytes, inBackground));
            buffered = [];
        }
        buffer.Clear();
        bufferBytes = 0;
    }

    private void Publish(List<Segment> segments, long generation)
    {
        segments.RemoveAll(segment => segment.LiveCount == 0);
        snapshot = new(segments, segments.Sum(segment => segment.LiveCount), generation);
        Volatile.Write(ref memoryBytes, parts.Sum(part => part.MemoryBytes) + bufferBytes);
    }

    private void StartMerge()
    {
        if (merging.Length > 0)
        {
            return;
        }
        var built = parts.TakeWhile(part => part.Visible is not null).ToList();
        var segments = built.ConvertAll(part => part.Visible!);
        var (start, count) = MergePolicy.Select(segments);
        if (count > 0)
        {
            merging = [.. built.GetRange(start, count)];
            var inputs = segments.GetRange(start, count);
            Merging = Task.Run(() =>
            {
                Install(SegmentMerger.Merge(inputs, out var newNumbers), newNumbers);
                Merged?.Invoke();
            });
        }
    }

    private void Install(SegmentData merged, int[][] newNumbers)
    {
        lock (state)
        {
            // What was deleted in the meantime: what searches know of, and what they do not yet.
            var (live, visible) = (Bits.All(merged.DocumentCount), Bits.All(merged.DocumentCount));
            for (var i = 0; i < merging.Length; i++)
            {
                for (var document = 0; document < newNumbers[i].Length; document++)
                {
                    var number = newNumbers[i][document];
                    if (number >= 0 && merging[i].Live is { } known && !known[document])
                    {
                        live.Remove(number);
                    }
                    if (number >= 0 && merging[i].Visible?.Live is { } seen && !seen[document])
                    {
                        visible.Remove(number);
                    }
                }
            }
            var at = parts.IndexOf(merging[0]);
            parts.RemoveRange(at, merging.Length);
            var all = visible.Count() == merged.DocumentCount;
            parts.Insert(at, new(merged, live.Count() == merged.DocumentCount ? null : live, all ? null : visible));
            merging = [];
            Publish([.. parts.Where(part => part.Visible is not null).Select(part => part.Visible!)], snapshot.Generation);
            StartMerge();
        }
    }
}
