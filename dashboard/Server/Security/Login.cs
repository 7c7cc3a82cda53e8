using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Dashboard.Security;

internal static class Login
{
    public static Results<JsonHttpResult<LoginAnswer>, ProblemHttpResult> Post(
        LoginRequest request,
        BrowserAccess access,
        LoginThrottle throttle,
        HttpResponse response
    )
    {
        if (throttle.Wait is { Ticks: > 0 } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem("Too many wrong tokens. Wait a little.", statusCode: StatusCodes.Status429TooManyRequests);
        }
        if (access.Exchange(request.Token) is { } key)
        {
            return TypedResults.Json(new LoginAnswer(key), SecurityJson.Default.LoginAnswer);
        }
        throttle.Failed();
        return TypedResults.Problem("This is not the token of this dashboard.", statusCode: StatusCodes.Status401Unauthorized);
    }
}

internal sealed record LoginRequest(string? Token);

/// <param name="Key">To be sent as bearer; empty where nobody has to log in.</param>
internal sealed record LoginAnswer(string Key);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(Session))]
internal sealed partial class SecurityJson : JsonSerializerContext;
