using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults.Problems;

/// <summary>A request that cannot be read becomes 400 (or what the server says) with the name of the field or parameter at fault.</summary>
internal sealed partial class BadRequestExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
            return ValueTask.FromResult(false);
        httpContext.Response.StatusCode = bad.StatusCode;
        var errors = Errors(bad);
        return problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = errors is null
                    ? new() { Status = bad.StatusCode, Detail = bad.Message }
                    : new HttpValidationProblemDetails(errors) { Status = bad.StatusCode },
            }
        );
    }

    private static Dictionary<string, string[]>? Errors(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
        {
            var missing = MissingProperties().Match(json.Message);
            if (missing.Success)
                return missing.Groups["name"].Captures.ToDictionary(name => name.Value, _ => new[] { "is required" });
            var field = json.Path is { Length: > 2 } path ? path[2..] : "body";
            return new() { [field] = [field == "body" ? "is not valid JSON" : "has the wrong type or format"] };
        }
        var parameter = Parameter().Match(bad.Message);
        return parameter.Success ? new() { [parameter.Groups["name"].Value] = ["is missing or has the wrong format"] } : null;
    }

    // JSON deserialization for type 'X' was missing required properties including: 'a', 'b'.
    [GeneratedRegex(@"missing required properties including: ('(?<name>[^']+)'(, )?)+")]
    private static partial Regex MissingProperties();

    // Failed to bind parameter "int page" from "x". / Required parameter "string q" was not provided from query string.
    [GeneratedRegex("parameter \"[^\"]*? (?<name>[^ \"]+)\"")]
    private static partial Regex Parameter();
}
