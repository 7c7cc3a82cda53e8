using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Functions;

/// <summary>Lambda's Invoke: <c>Event</c> 202, <c>RequestResponse</c> 200, <c>DryRun</c> 204. Signatures are not checked.</summary>
public static class FunctionEndpoints
{
    private const int LargestSynchronous = 6 * 1024 * 1024;
    private const int LargestEvent = 1024 * 1024;

    public static void MapFunctions(this IEndpointRouteBuilder routes)
    {
        var functions = routes.ServiceProvider.GetRequiredService<FunctionInvoker>();
        routes.MapPost(
            "/2015-03-31/functions/{name}/invocations",
            (string name, HttpContext context) => InvokeAsync(functions, name, context)
        );
        routes.MapGet("/__admin/functions/invocations", functions.Invocations);
    }

    private static async Task<IResult> InvokeAsync(FunctionInvoker functions, string name, HttpContext context)
    {
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        var type = context.Request.Headers["X-Amz-Invocation-Type"].ToString() is { Length: > 0 } given ? given : "RequestResponse";
        if (type is not ("Event" or "RequestResponse" or "DryRun"))
            return Refuse(context, 400, "InvalidParameterValueException", $"'{type}' is not an invocation type.");
        if (functions.Find(name) is not { } function)
            return Refuse(
                context,
                404,
                "ResourceNotFoundException",
                $"Function not found: arn:aws:lambda:ap-northeast-2:000000000000:function:{name}"
            );
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var largest = type == "Event" ? LargestEvent : LargestSynchronous;
        if (body.Length > largest)
            return Refuse(context, 413, "RequestTooLargeException", $"{body.Length} byte payload is too large; at most {largest}.");
        if (Parse(body.ToArray()) is not { } payload)
            return Refuse(context, 400, "InvalidRequestContentException", "Could not parse request body into json.");
        switch (type)
        {
            case "DryRun":
                return Results.StatusCode(StatusCodes.Status204NoContent);
            case "Event":
                functions.Start(function, payload);
                return Results.StatusCode(StatusCodes.Status202Accepted);
            default:
                var (answer, isError) = await functions.InvokeAsync(function, payload, context.RequestAborted);
                context.Response.Headers["X-Amz-Executed-Version"] = "$LATEST";
                if (isError)
                    context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
                return Results.Json(answer);
        }
    }

    /// <summary>No body is an empty object; null for what is no JSON. These functions take objects; another value is wrapped as theirs.</summary>
    private static JsonObject? Parse(byte[] body)
    {
        if (body.Length == 0)
            return [];
        try
        {
            var node = JsonNode.Parse(body);
            return node as JsonObject ?? new JsonObject { ["value"] = node };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Refuse(HttpContext context, int status, string type, string message)
    {
        context.Response.Headers["x-amzn-ErrorType"] = type;
        return Results.Text(
            new JsonObject { ["Type"] = "User", ["Message"] = message }.ToJsonString(),
            "application/json",
            Encoding.UTF8,
            status
        );
    }
}
