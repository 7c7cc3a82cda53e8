using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Http;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Hanbit;

/// <summary>
/// The list of changes by cursor. A cursor is a moment: what happened before it but commits after it was given out lies behind it, and only those who go back
/// see it, as with any real list that is ordered by time.
/// </summary>
public sealed class HanbitFeed(HanbitMall mall, Mischief mischief)
{
    private const string Version = "h1:";

    public JsonObject Read(MallCall call)
    {
        var limit = call.Query("limit", otherwise: 50, least: 1, most: 100);
        var overlap = TimeSpan.FromSeconds(call.Query("overlapSeconds", otherwise: 0, least: 0, most: 3600));
        var from = call.Time("changedFrom");
        var cursor = Decode(call.Query("cursor"));
        if (cursor is not null && from is not null)
            throw new MallException(Refusal.InvalidCursor, "cursor");
        // A moment that was asked for belongs to the answer; a cursor's own does not.
        var after = cursor?.Ticks ?? from?.UtcTicks - 1 ?? 0;
        var start = new DateTimeOffset(Math.Max(0, after - overlap.Ticks), TimeSpan.Zero);
        var changes = mall.ChangesAfter(start);
        var page = changes.Take(limit).ToList();
        var hasMore = changes.Count > page.Count;
        var last = page.Count > 0 ? page[^1].ChangedAt.UtcTicks : after;
        return new JsonObject
        {
            ["orders"] = new JsonArray([.. page.SelectMany(Listed)]),
            // In the middle of an overlap the next page goes on there; its end is never before where it began.
            ["nextCursor"] = Encode(hasMore ? last : Math.Max(last, Math.Max(0, after))),
            ["hasMore"] = hasMore,
        };
    }

    private IEnumerable<JsonNode> Listed(MallOrder order)
    {
        yield return HanbitJson.Write(order);
        if (mischief.ListsTwice())
            yield return HanbitJson.Write(order);
    }

    private static string Encode(long ticks) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Version + ticks.ToString(CultureInfo.InvariantCulture)));

    private static DateTime? Decode(string? cursor)
    {
        if (cursor is null)
            return null;
        if (cursor.Length <= 64 && Base64Url.IsValid(cursor))
        {
            var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
            if (
                text.StartsWith(Version, StringComparison.Ordinal)
                && long.TryParse(text[Version.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && ticks <= DateTime.MaxValue.Ticks
            )
                return new DateTime(ticks, DateTimeKind.Utc);
        }
        throw new MallException(Refusal.InvalidCursor, "cursor");
    }
}
