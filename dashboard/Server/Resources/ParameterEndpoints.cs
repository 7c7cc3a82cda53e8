namespace Platform.Dashboard.Resources;

/// <summary>Parameters: what they are, and changing them.</summary>
internal static class ParameterEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/parameters", List);
        routes.MapPut("/parameters/{name}", SetAsync);
        routes.MapDelete("/parameters/{name}", DeleteAsync);
    }

    private static IResult List(ResourceBoard board) =>
        TypedResults.Json(
            new ParameterList([
                .. board
                    .All.Where(resource => resource.Parameter is not null)
                    .Select(resource => new ParameterRow(
                        resource.Name,
                        resource.Parameter!,
                        resource.State,
                        resource.State == "Active",
                        resource.Parameter!.Type == "SecretText",
                        resource.Source
                    )),
            ]),
            ResourcesJson.Default.ParameterList
        );

    private static Task<IResult> SetAsync(string name, ParameterValueBody body, ResourceBoard board, HostActions actions) =>
        string.IsNullOrEmpty(body.Value)
            ? Task.FromResult<IResult>(ResourceProblem.Bad("A parameter is set to a value; to have none, delete it."))
            : ChangeAsync(new ParameterChange(name, body.Value, body.Save), board, actions);

    private static Task<IResult> DeleteAsync(string name, bool? save, ResourceBoard board, HostActions actions) =>
        ChangeAsync(new ParameterChange(name, null, save ?? true), board, actions);

    private static async Task<IResult> ChangeAsync(ParameterChange change, ResourceBoard board, HostActions actions)
    {
        if (board.Find(change.Name)?.Parameter is null)
        {
            return ResourceProblem.NoResource(change.Name);
        }
        return await actions.ChangeParameterAsync(change) is { } outcome
            ? TypedResults.Json(outcome, ResourcesJson.Default.CommandOutcome)
            : ResourceProblem.NoHost();
    }
}
