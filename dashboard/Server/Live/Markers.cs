using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Dashboard.Live;

internal static class Markers
{
    public static JsonHttpResult<MarkerList> Get(MarkerLog log, double? from = null, double? to = null)
    {
        var markers = log.Between(Time(from) ?? DateTimeOffset.MinValue, Time(to) ?? DateTimeOffset.MaxValue);
        return TypedResults.Json(new MarkerList([.. markers.Select(MarkerItem.Of)]), MarkersJson.Default.MarkerList);
    }

    private static DateTimeOffset? Time(double? milliseconds) =>
        milliseconds is { } value && value is > -6e13 and < 2e14 ? DateTimeOffset.UnixEpoch.AddMilliseconds(value) : null;
}

internal sealed record MarkerList(IReadOnlyList<MarkerItem> Items);

/// <param name="At">Milliseconds since 1970.</param>
internal sealed record MarkerItem(long Id, double At, string Kind, string Level, string? Resource, string Text)
{
    public static MarkerItem Of(Marker marker) =>
        new(marker.Id, (marker.At - DateTimeOffset.UnixEpoch).TotalMilliseconds, marker.Kind, marker.Level, marker.Resource, marker.Text);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MarkerList))]
internal sealed partial class MarkersJson : JsonSerializerContext;
