using System.Text;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Terms;

/// <summary>
/// Walks a sorted dictionary with one row of the distance table for each character, kept as long as the next term begins the same; where a row leaves no hope,
/// all terms that begin so are passed over.
/// </summary>
internal sealed class EditDistanceWalk
{
    private readonly FuzzyQuery query;
    private readonly int[] wanted;
    private int[][] rows = new int[16][];
    private int[] characters = new int[16];
    private int[] ends = new int[16];
    private int[] least = new int[16];

    public EditDistanceWalk(FuzzyQuery query)
    {
        this.query = query;
        wanted = [.. query.Term.EnumerateRunes().Select(rune => rune.Value)];
        rows[0] = [.. Enumerable.Range(0, wanted.Length + 1)];
    }

    /// <summary>Of the term, in characters.</summary>
    public int Length => wanted.Length;

    public void Find(TermDictionary terms, Action<int, int, int> found)
    {
        var prefix = Encoding.UTF8.GetBytes(string.Concat(query.Term.EnumerateRunes().Take(query.PrefixLength)));
        var depth = 0;
        ReadOnlySpan<byte> previous = default;
        for (var ordinal = terms.Seek(prefix); ordinal < terms.Count; )
        {
            var term = terms.Utf8(ordinal);
            if (!term.StartsWith(prefix))
            {
                return;
            }
            var same = term.CommonPrefixLength(previous);
            while (depth > 0 && ends[depth] > same)
            {
                depth--;
            }
            previous = term;
            var hopeless = false;
            while (!hopeless && (depth == 0 ? 0 : ends[depth]) < term.Length)
            {
                var start = depth == 0 ? 0 : ends[depth];
                Rune.DecodeFromUtf8(term[start..], out var rune, out var length);
                depth++;
                Grow(depth);
                (characters[depth], ends[depth]) = (rune.Value, start + length);
                hopeless = !Fill(depth);
            }
            if (hopeless)
            {
                ordinal = NextWithHope(terms, ordinal, depth);
                continue;
            }
            if (rows[depth][wanted.Length] <= query.MaxEdits)
            {
                found(ordinal, rows[depth][wanted.Length], depth);
            }
            ordinal++;
        }
    }

    private bool Fill(int depth)
    {
        var (row, above) = (rows[depth], rows[depth - 1]);
        row[0] = depth;
        var best = depth;
        for (var i = 1; i <= wanted.Length; i++)
        {
            var cost = above[i - 1] + (wanted[i - 1] == characters[depth] ? 0 : 1);
            cost = Math.Min(cost, Math.Min(above[i], row[i - 1]) + 1);
            if (query.Transpositions && depth > 1 && i > 1 && wanted[i - 1] == characters[depth - 1] && wanted[i - 2] == characters[depth])
            {
                cost = Math.Min(cost, rows[depth - 2][i - 2] + 1);
            }
            row[i] = cost;
            best = Math.Min(best, cost);
        }
        least[depth] = best;
        // Two characters exchanged are found a row later, from the row above.
        return best <= query.MaxEdits || (query.Transpositions && least[depth - 1] < query.MaxEdits);
    }

    /// <summary>The next term that does not begin as this one does; where no edit is left, one that goes on with a character that is wanted.</summary>
    private int NextWithHope(TermDictionary terms, int ordinal, int depth)
    {
        var term = terms.Utf8(ordinal);
        if (least[depth - 1] < query.MaxEdits)
        {
            return After(terms, ordinal, term[..ends[depth]]);
        }
        var next = int.MaxValue;
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] > characters[depth] && wanted[i] < next && (rows[depth - 1][i] == query.MaxEdits || Exchanges(depth, i)))
            {
                next = wanted[i];
            }
        }
        var begin = term[..(depth == 1 ? 0 : ends[depth - 1])];
        if (next == int.MaxValue)
        {
            return After(terms, ordinal, begin);
        }
        Span<byte> target = begin.Length < 256 ? stackalloc byte[begin.Length + 4] : new byte[begin.Length + 4];
        begin.CopyTo(target);
        return terms.Seek(target[..(begin.Length + new Rune(next).EncodeToUtf8(target[begin.Length..]))]);
    }

    private bool Exchanges(int depth, int i) =>
        query.Transpositions
        && depth > 1
        && i + 1 < wanted.Length
        && wanted[i + 1] == characters[depth - 1]
        && rows[depth - 2][i] < query.MaxEdits;

    private static int After(TermDictionary terms, int ordinal, ReadOnlySpan<byte> prefix)
    {
        var step = 1;
        while (ordinal + step < terms.Count && terms.Utf8(ordinal + step).StartsWith(prefix))
        {
            step *= 2;
        }
        var (low, high) = (ordinal + (step / 2), Math.Min(ordinal + step, terms.Count));
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (terms.Utf8(middle).StartsWith(prefix))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private void Grow(int depth)
    {
        if (depth == rows.Length)
        {
            Array.Resize(ref rows, depth * 2);
            Array.Resize(ref characters, depth * 2);
            Array.Resize(ref ends, depth * 2);
            Array.Resize(ref least, depth * 2);
        }
        rows[depth] ??= new int[wanted.Length + 1];
    }
}
