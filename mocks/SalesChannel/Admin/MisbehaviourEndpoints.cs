using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Admin;

/// <summary>How badly both malls behave, at run time.</summary>
public static class MisbehaviourEndpoints
{
    // A misspelt field that silently does nothing would let a test pass that proves nothing.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapMisbehaviour(this IEndpointRouteBuilder routes)
    {
        var mischief = routes.ServiceProvider.GetRequiredService<Mischief>();
        var news = routes.ServiceProvider.GetRequiredService<MallNews>();
        routes.MapGet("/__admin/misbehaviour", () => Results.Json(mischief.Current, Strict));
        routes.MapPut("/__admin/misbehaviour", (HttpRequest request) => PutAsync(mischief, news, request));
        routes.MapPost("/__admin/misbehaviour/worst", () => Set(mischief, news, new MisbehaviourOptions { Preset = "Worst" }));
        routes.MapDelete("/__admin/misbehaviour", () => Set(mischief, news, new MisbehaviourOptions()));
    }

    private static async Task<IResult> PutAsync(Mischief mischief, MallNews news, HttpRequest request)
    {
        try
        {
            var given = await JsonSerializer.DeserializeAsync<MisbehaviourOptions>(
                request.Body,
                Strict,
                request.HttpContext.RequestAborted
            );
            return Set(mischief, news, given ?? throw new FormatException("null is no misbehaviour"));
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            return Results.Json(ShopperEndpoints.AdminError("INVALID_REQUEST", malformed.Message), statusCode: 400);
        }
    }

    private static IResult Set(Mischief mischief, MallNews news, MisbehaviourOptions wanted)
    {
        mischief.Set(wanted);
        news.Tell();
        return Results.Json(mischief.Current, Strict);
    }
}
