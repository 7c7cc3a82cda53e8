using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Search.Queries;

/// <summary>What a cursor holds.</summary>
/// <param name="View">Of the index, as it was at the first page.</param>
/// <param name="After">The last product's place in the order.</param>
/// <param name="Query">Which search it belongs to.</param>
internal sealed record CursorState(string View, JsonElement After, string Query);

/// <summary>Cursors as clients see them: one opaque word. Whoever makes one up gets no further than to products.</summary>
internal static class Cursor
{
    private const int SortValues = 2;

    public static string Write(string view, JsonElement after, SearchQuery query) =>
        Base64Url.EncodeToString(
            JsonSerializer.SerializeToUtf8Bytes(new CursorState(view, after, Fingerprint(query)), SearchJson.Default.CursorState)
        );

    /// <summary>Null: this is no cursor, or one of another search.</summary>
    public static (string View, JsonNode After)? Read(string text, SearchQuery query)
    {
        try
        {
            var state = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), SearchJson.Default.CursorState);
            return state is not null && state.Query == Fingerprint(query) && IsPlace(state.After)
                ? (state.View, JsonArray.Create(state.After)!)
                : null;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }

    private static bool IsPlace(JsonElement after) =>
        after.ValueKind == JsonValueKind.Array
        && after.GetArrayLength() >= SortValues
        && after.EnumerateArray().All(value => value.ValueKind is JsonValueKind.Number or JsonValueKind.String);

    private static string Fingerprint(SearchQuery query) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(query.Identity)).AsSpan(0, 8));
}
