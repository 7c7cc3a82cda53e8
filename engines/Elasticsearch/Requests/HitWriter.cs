using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Writes hits as Elasticsearch answers them.</summary>
internal static class HitWriter
{
    public static void WriteHits(Utf8JsonWriter writer, SearchOutcome outcome, SearchBody body)
    {
        writer.WriteStartObject("hits");
        if (body.TrackTotalHits != SearchBody.CountNone || body.TotalAsNumber)
        {
            WriteTotal(
                writer,
                body.TrackTotalHits == SearchBody.CountNone ? -1 : outcome.Total,
                outcome.TotalIsLowerBound,
                body.TotalAsNumber
            );
        }

        WriteMaxScore(writer, outcome.MaxScore);
        writer.WriteStartArray("hits");
        foreach (var hit in outcome.Hits)
        {
            Write(writer, hit, body, outcome.Criteria, outcome.Views[hit.View], outcome.Queries[hit.View]);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteTotal(Utf8JsonWriter writer, long total, bool lowerBound, bool asNumber)
    {
        if (asNumber)
        {
            writer.WriteNumber("total", total);
            return;
        }

        writer.WriteStartObject("total");
        writer.WriteNumber("value", total);
        writer.WriteString("relation", lowerBound ? "gte" : "eq");
        writer.WriteEndObject();
    }

    public static void WriteMaxScore(Utf8JsonWriter writer, float score)
    {
        writer.WritePropertyName("max_score");
        WriteScore(writer, score);
    }

    private static void WriteScore(Utf8JsonWriter writer, float score)
    {
        if (float.IsFinite(score))
        {
            JavaNumbers.WriteFloat(writer, score);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public static void Write(
        Utf8JsonWriter writer,
        Hit hit,
        SearchBody body,
        IReadOnlyList<SortCriterion> criteria,
        QueryContext view,
        Query query
    )
    {
        var (segment, document) = (hit.Segment, hit.Document);
        writer.WriteStartObject();
        writer.WriteString("_index", view.View.Name);
        writer.WriteString("_id", segment.Id(document));
        if (body.Version)
        {
            writer.WriteNumber("_version", segment.Version(document));
        }

        if (body.SeqNoPrimaryTerm)
        {
            writer.WriteNumber("_seq_no", segment.SeqNo(document));
            writer.WriteNumber("_primary_term", 1);
        }

        writer.WritePropertyName("_score");
        WriteScore(
            writer,
            body.TrackScores || criteria.Count == 0 || criteria.Any(one => one.Kind == SortKind.Score) ? hit.Score : float.NaN
        );
        if (body.Source.Wanted)
        {
            writer.WritePropertyName("_source");
            body.Source.Write(writer, segment.Source(document));
        }

        FetchedFields.Write(writer, hit, body, view);
        body.Highlight?.Write(writer, hit, view, query);
        if (criteria.Count > 0)
        {
            writer.WriteStartArray("sort");
            for (var i = 0; i < criteria.Count; i++)
            {
                criteria[i].Write(writer, hit.Keys[i]);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
