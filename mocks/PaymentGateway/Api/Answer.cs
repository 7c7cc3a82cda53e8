using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Api;

/// <summary>A whole answer, kept so that it can be given again.</summary>
public sealed record Answer(int Status, byte[] Body)
{
    /// <summary>No answer: the connection is cut.</summary>
    public static readonly Answer None = new(0, []);

    // Korean stays readable in logs and terminals.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Answer Ok(JsonNode json) => Json(200, json);

    public static Answer Error(PgError error, bool english) =>
        Json(error.Status, new JsonObject { ["code"] = error.Code, ["message"] = error.Message(english) });

    public async Task WriteAsync(HttpContext context)
    {
        if (this == None)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json;charset=utf-8";
        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }

    private static Answer Json(int status, JsonNode json) => new(status, Encoding.UTF8.GetBytes(json.ToJsonString(Readable)));
}
