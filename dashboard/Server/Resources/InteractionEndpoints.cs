namespace Platform.Dashboard.Resources;

/// <summary>What the host asks of the user, and the answers.</summary>
internal static class InteractionEndpoints
{
    private static readonly string[] actions = ["primary", "secondary", "dismiss", "change"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/interactions",
            (InteractionBoard board) => TypedResults.Json(new InteractionList(board.Open), ResourcesJson.Default.InteractionList)
        );
        routes.MapPost("/interactions/{id:int}", AnswerAsync);
    }

    private static async Task<IResult> AnswerAsync(
        int id,
        InteractionAnswer answer,
        InteractionBoard board,
        DashboardOptions options,
        CancellationToken cancellationToken
    )
    {
        if (options.Host is not { } host)
        {
            return ResourceProblem.NoHost();
        }
        if (!actions.Contains(answer.Action))
        {
            return ResourceProblem.Bad($"action '{answer.Action}': one of {string.Join(", ", actions)}.");
        }
        if (board.Find(id) is null)
        {
            return TypedResults.Problem(
                "It was answered in another tab, or the host needs the answer no more.",
                statusCode: StatusCodes.Status410Gone,
                title: "No longer asked"
            );
        }
        var values = answer.Values ?? new Dictionary<string, string?>();
        await host.RespondAsync(new InteractionResponse(id, answer.Action, values), cancellationToken);
        return TypedResults.NoContent();
    }
}
