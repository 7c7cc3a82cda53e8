using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>Dates, in buckets of the calendar or of a fixed length.</summary>
internal sealed class DateHistogramAggregator : HistogramAggregator
{
    private readonly DateRounding rounding;
    private readonly ValueFormat format;
    private readonly (long? Min, long? Max) hard;
    private string? calendar;
    private string? length;
    private long offset;

    public DateHistogramAggregator(AggregationSpec spec, AggregationContext context)
        : base(spec, context)
    {
        if (Source.Field is { Type: not FieldType.Date } other)
        {
            throw Options.NotFor(other);
        }

        var zone = Options.Zone ?? DateZone.Utc;
        rounding = (calendar, length) switch
        {
            (null, null) => throw ElasticsearchException.IllegalArgument(
                "Required one of fields [calendar_interval, fixed_interval], but none were specified."
            ),
            ({ } interval, null) => DateRounding.Calendar(interval, zone, offset),
            (null, { } interval) => DateRounding.Fixed(
                DateRounding.Length(interval) is { } millis and > 0
                    ? millis
                    : throw ElasticsearchException.IllegalArgument(
                        $"failed to parse setting [date_histogram.fixedInterval] with value [{interval}] as a time value: unit is missing or unrecognized"
                    ),
                zone,
                offset
            ),
            _ => throw ElasticsearchException.IllegalArgument("Cannot use [fixed_interval] with [calendar_interval] configuration option."),
        };
        format = Source.Field is { } field
            ? ValueFormat.Of(spec, field, Options.Format, zone)
            : new(DateFormats.Of(Options.Format ?? DateFormats.Default), zone, false);
        hard = (Date(HardBounds.Min), Date(HardBounds.Max));
    }

    protected override string TypeName => "date_histogram";

    protected override bool Take(JsonProperty property)
    {
        var (name, value) = (property.Name, property.Value);
        switch (name)
        {
            case "calendar_interval":
                calendar = value.Text();
                return true;
            case "fixed_interval":
                length = value.Text();
                return true;
            case "interval":
                throw ElasticsearchException.IllegalArgument(
                    "[interval] on [date_histogram] was removed in 8.0, use [fixed_interval] or [calendar_interval]."
                );
            case "offset":
                offset =
                    DateRounding.Length(value.ValueKind == JsonValueKind.Number ? $"{value.Text()}ms" : value.Text())
                    ?? throw ElasticsearchException.IllegalArgument(
                        $"failed to parse setting [DateHistogramAggregationBuilder.parseOffset] with value [{value.Text()}] as a time value: "
                            + "unit is missing or unrecognized"
                    );
                return true;
            default:
                return base.Take(property);
        }
    }

    private long? Date(JsonElement? bound) =>
        bound is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var millis) ? millis
        : DateFormats
            .Of(Options.Format ?? Source.Field?.Format ?? DateFormats.Default)
            .Parse(value.Text(), Context.Now, roundUp: false, Options.Zone);

    protected override long? KeyOf(long value) => value < hard.Min || value >= hard.Max ? null : rounding.Floor(value);

    protected override long NextKey(long key) => rounding.Next(key);

    protected override (long? Least, long? Most) Extended() =>
        (
            Date(ExtendedBounds.Min) is { } least ? rounding.Floor(least) : null,
            Date(ExtendedBounds.Max) is { } most ? rounding.Floor(most) : null
        );

    protected override void WriteKey(Utf8JsonWriter writer, long key)
    {
        writer.WriteString("key_as_string", format.Print(key));
        writer.WriteNumber("key", key);
    }

    protected override string Name(long key) => format.Print(key);
}
