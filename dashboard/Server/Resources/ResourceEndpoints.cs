namespace Platform.Dashboard.Resources;

/// <summary>Resources, their commands, and the badge of unread errors.</summary>
internal static class ResourceEndpoints
{
    private static readonly Lazy<long?> machineMemory = new(() => ProcessTree.MachineMemory);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/resources", List);
        routes.MapGet("/resources/{id}", Details);
        routes.MapPost("/resources/{id}/commands/{name}", ExecuteAsync);
        routes.MapPost("/reveal", RevealAsync);
        routes.MapGet(
            "/errors",
            (ErrorCounter errors) => TypedResults.Json(new ErrorCounts(errors.All), ResourcesJson.Default.ErrorCounts)
        );
    }

    /// <summary>As the AppHost adds them. Parameters have a list of their own. Hidden resources come too: the page hides them.</summary>
    private static IResult List(ResourceBoard board, UsageSampler usages, ErrorCounter errors)
    {
        usages.Look();
        var all = board.All;
        var items = all.Where(resource => resource.Parameter is null)
            .OrderBy(resource => resource.CreatedAt)
            .Select(resource => ResourceRows.Row(resource, all, usages, errors));
        return TypedResults.Json(
            new ResourceList([.. items], Environment.ProcessorCount, machineMemory.Value),
            ResourcesJson.Default.ResourceList
        );
    }

    private static IResult Details(string id, ResourceBoard board, UsageSampler usages, ErrorCounter errors)
    {
        usages.Look();
        return board.Find(id) is { } resource
            ? TypedResults.Json(ResourceRows.Details(resource, board, board.All, usages, errors), ResourcesJson.Default.ResourceDetails)
            : ResourceProblem.NoResource(id);
    }

    private static async Task<IResult> ExecuteAsync(string id, string name, CommandInputs? inputs, ResourceBoard board, HostActions actions)
    {
        if (board.Find(id) is not { } resource)
        {
            return ResourceProblem.NoResource(id);
        }
        if (resource.Commands.FirstOrDefault(command => command.Name == name) is not { } offered)
        {
            return TypedResults.Problem(
                $"'{resource.Id}' has no command '{name}'. It has: {string.Join(", ", resource.Commands.Select(command => command.Name))}.",
                statusCode: StatusCodes.Status404NotFound,
                title: "No such command"
            );
        }
        return await actions.ExecuteAsync(resource, offered, inputs?.Inputs ?? new Dictionary<string, string?>()) is { } outcome
            ? TypedResults.Json(outcome, ResourcesJson.Default.CommandOutcome)
            : ResourceProblem.NoHost();
    }

    private static async Task<IResult> RevealAsync(
        SecretReference secret,
        DashboardOptions options,
        ILogger<HostActions> logger,
        CancellationToken cancellationToken
    )
    {
        if (options.Host is not { } host)
        {
            return ResourceProblem.NoHost();
        }
        logger.LogInformation("Shown on the dashboard: {Kind} {Name} of {Resource}.", secret.Kind, secret.Name, secret.ResourceId);
        return TypedResults.Json(new SecretValue(await host.RevealAsync(secret, cancellationToken)), ResourcesJson.Default.SecretValue);
    }
}
