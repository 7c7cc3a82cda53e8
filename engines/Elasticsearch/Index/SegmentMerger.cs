namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Makes one segment of several, in their order, without what is deleted.</summary>
internal static class SegmentMerger
{
    /// <param name="newNumbers">Of each segment: the new number of each document, -1 of a deleted one.</param>
    public static SegmentData Merge(IReadOnlyList<Segment> segments, out int[][] newNumbers)
    {
        var map = newNumbers = new int[segments.Count][];
        var columns = DocumentColumns.Of(segments.Sum(segment => segment.LiveCount));
        var next = 0;
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            map[i] = new int[segment.DocumentCount];
            for (var document = 0; document < segment.DocumentCount; document++)
            {
                map[i][document] = segment.IsLive(document) ? next : -1;
                if (map[i][document] >= 0)
                {
                    (columns.Ids[next], columns.Sources[next]) = (segment.Id(document), segment.Source(document));
                    (columns.SeqNos[next], columns.Versions[next]) = (segment.SeqNo(document), segment.Version(document));
                    next++;
                }
            }
        }
        var inverted = new Dictionary<string, InvertedField>();
        var keywords = new Dictionary<string, KeywordColumn>();
        var numbers = new Dictionary<string, NumberColumn>();
        foreach (var path in segments.SelectMany(segment => segment.Data.Keywords.Keys).Distinct())
        {
            if (MergeKeywords(segments, map, path, next) is { } merged)
            {
                keywords[path] = merged.Column;
                if (merged.Inverted is not null)
                {
                    inverted[path] = merged.Inverted;
                }
            }
        }
        foreach (
            var path in segments.SelectMany(segment => segment.Data.Inverted.Keys).Distinct().Where(path => !keywords.ContainsKey(path))
        )
        {
            if (!segments.Any(segment => segment.Data.Keywords.ContainsKey(path)) && MergeText(segments, map, path, next) is { } merged)
            {
                inverted[path] = merged;
            }
        }
        foreach (var path in segments.SelectMany(segment => segment.Data.Numbers.Keys).Distinct())
        {
            if (MergeNumbers(segments, map, path, next) is { } merged)
            {
                numbers[path] = merged;
            }
        }
        return SegmentData.Create(columns, inverted, numbers, keywords);
    }

    private static NumberColumn? MergeNumbers(IReadOnlyList<Segment> segments, int[][] map, string path, int documentCount)
    {
        var builder = new NumberColumn.Builder(documentCount);
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Numbers(path) is { } column)
            {
                for (var document = 0; document < map[i].Length; document++)
                {
                    if (map[i][document] >= 0)
                    {
                        foreach (var value in column.Values(document))
                        {
                            builder.Add(map[i][document], value);
                        }
                    }
                }
            }
        }
        return builder.Build();
    }

    private static (KeywordColumn Column, InvertedField? Inverted)? MergeKeywords(
        IReadOnlyList<Segment> segments,
        int[][] map,
        string path,
        int documentCount
    )
    {
        var columns = segments.Select(segment => segment.Keywords(path)).ToArray();
        var ordinals = new int[columns.Length][];
        for (var i = 0; i < columns.Length; i++)
        {
            ordinals[i] = new int[columns[i]?.TermCount ?? 0];
            for (var document = 0; columns[i] is { } column && document < map[i].Length; document++)
            {
                if (map[i][document] >= 0)
                {
                    foreach (var ordinal in column.Ordinals(document))
                    {
                        ordinals[i][ordinal] = 1;
                    }
                }
            }
        }
        var dictionary = new TermDictionary.Builder();
        foreach (var union in new TermUnion([.. columns.Select(column => column?.Terms)]))
        {
            if (union.Any(at => ordinals[at.Source][at.Ordinal] > 0))
            {
                dictionary.Add(columns[union[0].Source]!.Terms.Utf8(union[0].Ordinal), 0);
            }
            foreach (var (source, ordinal) in union)
            {
                ordinals[source][ordinal] = dictionary.Count - 1;
            }
        }
        if (dictionary.Count == 0)
        {
            return null;
        }
        var indexed = segments.Any(segment => segment.Data.Inverted.ContainsKey(path));
        return KeywordFieldBuilder.Build(dictionary, Values(columns, map, ordinals), documentCount, indexed);
    }

    private static IEnumerable<(int Document, int Ordinal)> Values(KeywordColumn?[] columns, int[][] map, int[][] ordinals)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            for (var document = 0; columns[i] is { } column && document < map[i].Length; document++)
            {
                if (map[i][document] >= 0)
                {
                    var count = column.Ordinals(document).Length;
                    for (var value = 0; value < count; value++)
                    {
                        yield return (map[i][document], ordinals[i][column.Ordinals(document)[value]]);
                    }
                }
            }
        }
    }

    private static InvertedField? MergeText(IReadOnlyList<Segment> segments, int[][] map, string path, int documentCount)
    {
        var fields = segments.Select(segment => segment.Data.Inverted.GetValueOrDefault(path)).ToArray();
        var norms = fields.Any(field => field?.Norms is not null) ? new byte[documentCount] : null;
        var present = new Bits(documentCount);
        for (var i = 0; i < fields.Length; i++)
        {
            for (var document = 0; fields[i] is { } field && document < map[i].Length; document++)
            {
                if (map[i][document] >= 0 && field.Present[document])
                {
                    present.Add(map[i][document]);
                    norms?[map[i][document]] = field.Norms?[document] ?? 1;
                }
            }
        }
        var writer = new PostingsWriter(true, norms);
        var dictionary = new TermDictionary.Builder();
        var withTerm = new Bits(documentCount);
        var total = 0L;
        foreach (var union in new TermUnion([.. fields.Select(field => field?.Terms)]))
        {
            foreach (var (source, ordinal) in union)
            {
                var cursor = fields[source]!.Open(ordinal);
                while (cursor.Next() != PostingsCursor.End)
                {
                    var document = map[source][cursor.Document];
                    if (document >= 0)
                    {
                        writer.Positions.Write(cursor.RawPositions());
                        writer.Add(document, cursor.TermFrequency);
                        withTerm.Add(document);
                        total += cursor.TermFrequency;
                    }
                }
            }
            if (writer.Frequency > 0)
            {
                dictionary.Add(fields[union[0].Source]!.Terms.Utf8(union[0].Ordinal), writer.Frequency);
                writer.EndTerm();
            }
        }
        var count = present.Count();
        return count == 0
            ? null
            : new()
            {
                Terms = dictionary.Build(),
                Postings = writer.Build(),
                Norms = norms,
                Present = present,
                DocumentCount = withTerm.Count(),
                TotalTermFrequency = total,
            };
    }
}
