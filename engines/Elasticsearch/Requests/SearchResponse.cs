using System.Buffers;
using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>A search's answer as a whole.</summary>
internal static class SearchResponse
{
    /// <param name="began">What <see cref="TimeProvider.GetTimestamp"/> said before the search.</param>
    public static void Write(
        Utf8JsonWriter writer,
        SearchOutcome outcome,
        SearchBody body,
        TimeProvider time,
        long began,
        string? scrollId = null,
        string? pointInTimeId = null
    )
    {
        var suggestions = body.Suggest is { } suggest ? SuggestRequest.Run(suggest, outcome.Views) : null;
        // Written apart, because what goes beyond a limit is found on the way, and then nothing else is to have been written.
        var aggregations = new ArrayBufferWriter<byte>();
        if (outcome.Aggregators.Count > 0)
        {
            using var apart = new Utf8JsonWriter(
                aggregations,
                new JsonWriterOptions { Encoder = writer.Options.Encoder, SkipValidation = true }
            );
            apart.WriteStartObject();
            foreach (var aggregator in outcome.Aggregators)
            {
                aggregator.WriteNamed(apart, 0);
            }

            apart.WriteEndObject();
        }

        writer.WriteStartObject();
        if (scrollId is not null)
        {
            writer.WriteString("_scroll_id", scrollId);
        }

        if (pointInTimeId is not null)
        {
            writer.WriteString("pit_id", pointInTimeId);
        }

        writer.WriteNumber("took", (long)time.GetElapsedTime(began).TotalMilliseconds);
        writer.WriteBoolean("timed_out", false);
        WriteShards(writer, outcome.Views.Count);
        HitWriter.WriteHits(writer, outcome, body);
        if (outcome.Aggregators.Count > 0)
        {
            writer.WritePropertyName("aggregations");
            writer.WriteRawValue(aggregations.WrittenSpan, skipInputValidation: true);
        }

        if (suggestions is not null)
        {
            SuggestRequest.Write(writer, suggestions, body.TypedKeys);
        }

        writer.WriteEndObject();
    }

    public static void WriteShards(Utf8JsonWriter writer, int shards)
    {
        writer.WriteStartObject("_shards");
        writer.WriteNumber("total", shards);
        writer.WriteNumber("successful", shards);
        writer.WriteNumber("skipped", 0);
        writer.WriteNumber("failed", 0);
        writer.WriteEndObject();
    }
}
