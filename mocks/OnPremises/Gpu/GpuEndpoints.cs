using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Gpu;

/// <summary>Submit, status, result.</summary>
public static class GpuEndpoints
{
    public static void MapGpuTasks(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.ServiceProvider.GetRequiredService<GpuTasks>();
        routes.MapPost("/api/gpu/tasks", (HttpRequest request) => SubmitAsync(tasks, request));
        routes.MapGet("/api/gpu/tasks/{id}", (string id) => tasks.Find(id) is { } task ? Results.Json(task.ToJson()) : NoTask(id));
        routes.MapGet("/api/gpu/tasks/{id}/result", (string id) => Result(tasks, id));
        routes.MapGet("/__admin/gpu/tasks", (int limit = 100) => new JsonArray([.. tasks.Newest(limit).Select(task => task.ToJson())]));
    }

    private static async Task<IResult> SubmitAsync(GpuTasks tasks, HttpRequest request)
    {
        if (await Body.ReadAsync(request) is not { } body)
            return Body.Refuse(400, "The body is not a JSON object.");
        var key = request.Headers.TryGetValue("Idempotency-Key", out var given) ? given.ToString() : null;
        return Results.Json(
            new JsonObject { ["status"] = "task_submitted_to_onprem", ["task_id"] = tasks.Submit(body, key).Id },
            statusCode: StatusCodes.Status202Accepted
        );
    }

    private static IResult Result(GpuTasks tasks, string id) =>
        tasks.Find(id) switch
        {
            null => NoTask(id),
            { IsDone: false } task => Body.Refuse(409, $"The task is {task.StatusName}; its result is not there yet."),
            { Status: GpuTaskStatus.Failed } task => Body.Refuse(422, task.Outcome?.Text("reason") ?? "failed"),
            var task => Results.Json(task.Outcome),
        };

    private static IResult NoTask(string id) => Body.Refuse(404, $"There is no task '{id}'.");
}
