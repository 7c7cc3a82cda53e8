using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.ServiceDefaults.Problems;

/// <summary>The refusals that services answer with, all as problem details (RFC 9457).</summary>
public static class Problem
{
    /// <summary>400 naming one field of the request.</summary>
    public static ValidationProblem Invalid(string field, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>404.</summary>
    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    /// <summary>409; <paramref name="code"/> is a stable word that clients can switch on, for example <c>out_of_stock</c>.</summary>
    public static ProblemHttpResult Conflict(string detail, string? code = null) => Of(StatusCodes.Status409Conflict, detail, code);

    /// <summary>Any status, with an optional member <c>code</c> that clients can switch on.</summary>
    public static ProblemHttpResult Of(int status, string detail, string? code = null) =>
        TypedResults.Problem(detail, statusCode: status, extensions: code is null ? null : [new("code", code)]);
}
