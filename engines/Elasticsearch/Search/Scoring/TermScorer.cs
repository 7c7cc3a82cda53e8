using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>The documents of one term.</summary>
/// <param name="similarity">Null: scores are not asked for.</param>
internal sealed class TermScorer(PostingsCursor cursor, byte[]? norms, Bm25? similarity) : Scorer
{
    public override long Cost => cursor.Frequency;

    public override int Next() => Document = cursor.Next();

    public override int Advance(int target) => Document = cursor.Advance(target);

    public override float Score() =>
        similarity is null ? 0 : similarity.Score(cursor.TermFrequency, norms is null ? (byte)1 : norms[Document]);

    public override int BoundEnd(int from)
    {
        var block = cursor.FindBlock(from, 0);
        return block < cursor.BlockCount ? cursor.Last(block) : End;
    }

    public override float Bound(int from, int to)
    {
        if (similarity is null)
        {
            return 0;
        }
        if (!cursor.HasImpacts)
        {
            return similarity.Score(1, 1);
        }
        var best = 0f;
        for (var block = cursor.FindBlock(from, 0); block < cursor.BlockCount; block++)
        {
            best = Math.Max(best, similarity.Bound(cursor.Impact(block)));
            if (cursor.Last(block) >= to)
            {
                break;
            }
        }
        return best;
    }

    public override void ScoreInto(ScoreWindow window, int end)
    {
        if (Document < 0)
        {
            Next();
        }
        while (Document < end)
        {
            var documents = cursor.BlockDocuments;
            var frequencies = cursor.BlockFrequencies;
            for (var i = 0; i < documents.Length; i++)
            {
                var document = documents[i];
                if (document >= end)
                {
                    cursor.Skip(i);
                    Document = document;
                    return;
                }
                var score = similarity is null
                    ? 0
                    : similarity.Score(frequencies.IsEmpty ? 1 : frequencies[i], norms is null ? (byte)1 : norms[document]);
                window.Add(document, score);
            }
            Document = cursor.NextBlock();
        }
    }
}
