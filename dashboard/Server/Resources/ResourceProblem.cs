using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Dashboard.Resources;

/// <summary>Answers for what is not there.</summary>
internal static class ResourceProblem
{
    public static ProblemHttpResult NoResource(string id) =>
        TypedResults.Problem($"The graph has no resource '{id}'.", statusCode: StatusCodes.Status404NotFound, title: "No such resource");

    public static ProblemHttpResult NoHost() =>
        TypedResults.Problem(
            "This dashboard runs alone: it shows telemetry and has no graph to command. Run the graph with ./up.",
            statusCode: StatusCodes.Status409Conflict,
            title: "No graph"
        );

    public static ProblemHttpResult Bad(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Bad request");
}
