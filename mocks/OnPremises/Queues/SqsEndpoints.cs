using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>SQS's JSON protocol on <c>POST /</c> (and on a queue's URL, where older clients send). Signatures are not checked.</summary>
public static class SqsEndpoints
{
    private const string Target = "AmazonSQS.";
    private const string Type = "application/x-amz-json-1.0";

    public static void MapQueues(this IEndpointRouteBuilder routes)
    {
        var queues = routes.ServiceProvider.GetRequiredService<QueueStore>();
        var actions = new SqsActions(queues);
        routes.MapPost("/", (Delegate)((HttpContext context) => AnswerAsync(actions, context)));
        routes.MapPost("/000000000000/{queue}", (Delegate)((HttpContext context) => AnswerAsync(actions, context)));
        routes.MapGet("/__admin/queues", queues.Describe);
    }

    private static async Task<IResult> AnswerAsync(SqsActions actions, HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        var target = request.Headers["X-Amz-Target"].ToString();
        if (!target.StartsWith(Target, StringComparison.Ordinal))
            return NotJson();
        try
        {
            var body = await Body.ReadAsync(request) ?? throw new SqsException("SerializationException", "The body is not a JSON object.");
            var call = new SqsRequest(body, $"{request.Scheme}://{request.Host}");
            var answer = actions.Call(target[Target.Length..], call, context.RequestAborted);
            return answer is null
                ? Refuse(
                    context,
                    new("UnknownOperationException", $"'{target}' is not an action of this mock."),
                    "com.amazon.coral.service"
                )
                : Json(await answer, 200);
        }
        catch (SqsException refused)
        {
            return Refuse(context, refused, "com.amazonaws.sqs");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The receiver hung up while it waited: nothing was taken for it.
            return Results.Empty;
        }
    }

    private static IResult Refuse(HttpContext context, SqsException refused, string space)
    {
        context.Response.Headers["x-amzn-query-error"] = $"{refused.QueryCode};Sender";
        return Json(new JsonObject { ["__type"] = $"{space}#{refused.Shape}", ["message"] = refused.Message }, 400);
    }

    private static IResult Json(JsonObject body, int status) => Results.Text(body.ToJsonString(), Type, Encoding.UTF8, status);

    /// <summary>For clients of the older query protocol, in the form that they can read.</summary>
    private static IResult NotJson() =>
        Results.Text(
            """
            <?xml version="1.0"?>
            <ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>This mock speaks SQS's JSON protocol only (header X-Amz-Target).</Message></Error></ErrorResponse>
            """,
            "text/xml",
            Encoding.UTF8,
            400
        );
}
