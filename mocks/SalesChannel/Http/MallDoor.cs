using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Http;

/// <summary>What every call of a mall passes: who calls, how often, what goes wrong, and the mall's own shape of error.</summary>
public abstract class MallDoor(TimeProvider time)
{
    private const int MaxBody = 1 << 20;
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    // Korean stays readable in logs and terminals.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task AnswerAsync(HttpContext context, Func<MallCall, MallAnswer> work)
    {
        var requestId = RandomNumberGenerator.GetString(Alphabet, 20);
        context.Response.Headers[RequestIdHeader] = requestId;
        MallAnswer answer;
        try
        {
            answer = await WorkAsync(context, work);
        }
        catch (MallException refused)
        {
            answer = Refuse(refused, requestId);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        await WriteAsync(context, answer);
    }

    public static async Task WriteAsync(HttpContext context, MallAnswer answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer.Body.ToJsonString(Readable));
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    protected abstract string RequestIdHeader { get; }

    /// <exception cref="MallException">The caller is not the seller.</exception>
    protected abstract void Authenticate(MallCall call);

    /// <exception cref="MallException">Too many calls.</exception>
    protected abstract void Limit(HttpResponse response);

    protected abstract CallFate Fate();

    protected abstract MallAnswer Refuse(MallException refused, string requestId);

    private async Task<MallAnswer> WorkAsync(HttpContext context, Func<MallCall, MallAnswer> work)
    {
        var call = new MallCall(context.Request, await ReadAsync(context.Request, context.RequestAborted));
        Authenticate(call);
        Limit(context.Response);
        var fate = Fate();
        if (fate.Failure is Failure.BeforeWork)
            throw new MallException(Refusal.Internal);
        var answer = work(call);
        // The work is done by now, whether or not the seller waits for the answer.
        if (fate.HeldBack > TimeSpan.Zero)
            await Task.Delay(fate.HeldBack, time, context.RequestAborted);
        return fate.Failure is Failure.AfterWork ? throw new MallException(Refusal.Internal) : answer;
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody)
            throw new MallException(Refusal.Invalid, "body");
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.Length <= MaxBody ? buffer.ToArray() : throw new MallException(Refusal.Invalid, "body");
    }
}
