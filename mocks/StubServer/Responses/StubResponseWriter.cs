using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Platform.Mocks.Stubs.Mappings;
using Platform.Mocks.Stubs.Templates;

namespace Platform.Mocks.Stubs.Responses;

/// <summary>Gives a stub's answer: waits, breaks, or writes.</summary>
public sealed class StubResponseWriter(StubSettings settings, TimeProvider time)
{
    /// <summary>The body that was sent; empty when the answer was a fault.</summary>
    public async Task<byte[]> WriteAsync(HttpContext context, StubResponse response, TemplateContext template, StubMapping stub)
    {
        var pause = Next(response.FixedDelay ?? settings.FixedDelay) + Next(response.RandomDelay ?? settings.RandomDelay);
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, time, context.RequestAborted);
        if (response.Fault is { } fault)
        {
            await fault.ApplyAsync(context);
            return [];
        }
        context.Response.StatusCode = response.Status;
        if (response.StatusMessage is { } message)
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = message;
        context.Response.Headers["Matched-Stub-Id"] = stub.Id.ToString();
        if (stub.Name is { } name)
            context.Response.Headers["Matched-Stub-Name"] = Uri.EscapeDataString(name).Replace("%20", " ");
        foreach (var group in response.Headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
            context.Response.Headers[group.Key] = new StringValues([.. group.Select(header => header.Value(template))]);
        var body = response.Body(template);
        await WriteBodyAsync(context, response, body);
        return body;
    }

    private async Task WriteBodyAsync(HttpContext context, StubResponse response, byte[] body)
    {
        if (HttpMethods.IsHead(context.Request.Method) || response.Status is 204 or 304 or < 200)
            return;
        if (response.Dribble is not { } dribble)
        {
            // A length that the stub sets itself may be wrong on purpose; Kestrel then cuts the connection.
            if (!context.Response.Headers.ContainsKey("Content-Length") && !context.Response.Headers.ContainsKey("Transfer-Encoding"))
                context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
            return;
        }
        var size = (body.Length + dribble.Chunks - 1) / dribble.Chunks;
        for (var start = 0; start < body.Length; start += size)
        {
            await Task.Delay(dribble.Total / dribble.Chunks, time, context.RequestAborted);
            await context.Response.Body.WriteAsync(body.AsMemory(start, Math.Min(size, body.Length - start)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static TimeSpan Next(Delay? delay) => delay?.Next() ?? TimeSpan.Zero;
}
