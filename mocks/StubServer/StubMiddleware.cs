using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Platform.Mocks.Stubs.Journal;
using Platform.Mocks.Stubs.Mappings;
using Platform.Mocks.Stubs.Requests;
using Platform.Mocks.Stubs.Responses;
using Platform.Mocks.Stubs.Templates;

namespace Platform.Mocks.Stubs;

/// <summary>Answers what a stub matches, hands the rest on, and writes both to the journal.</summary>
public sealed class StubMiddleware(
    RequestDelegate next,
    StubStore stubs,
    StubSettings settings,
    StubResponseWriter writer,
    RequestJournal journal,
    TimeProvider time,
    IOptions<StubOptions> options
)
{
    private static readonly StubMapping EverythingBroken = new(Guid.Empty, new() { ["name"] = "faults" }, new([]), new());

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/__admin") || options.Value.PassThrough.Any(prefix => path.StartsWithSegments(prefix)))
        {
            await next(context);
            return;
        }
        var streamed = options.Value.Streamed.Any(prefix => path.StartsWithSegments(prefix));
        StubRequest request;
        try
        {
            request = streamed
                ? StubRequest.WithoutBody(context, time.GetUtcNow())
                : await StubRequest.ReadAsync(context, time.GetUtcNow(), options.Value.MaxBody, context.RequestAborted);
        }
        catch (BadHttpRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;
            await context.Response.WriteAsync(refused.Message, context.RequestAborted);
            return;
        }
        var broken = settings.Everything is { } fault && fault.Strikes(request.Path) ? fault : null;
        if (broken is { PassThrough: true })
        {
            await Task.Delay(broken.Delay, time, context.RequestAborted);
            broken = null;
        }
        if (broken is not null)
            await AnswerAsync(context, request, EverythingBroken with { Response = broken.Response });
        else if (stubs.Take(request) is { } stub)
            await AnswerAsync(context, request, stub);
        else
            await HandOnAsync(context, request, streamed);
    }

    private async Task AnswerAsync(HttpContext context, StubRequest request, StubMapping stub)
    {
        var variables = stub.Request.Template?.Match(request.Path) ?? new Dictionary<string, string>();
        var template = new TemplateContext(request, variables, stub.TransformerParameters, time);
        var answered = new ServeEvent(request, stub, WasMatched: true, stub.Response.Fault is null ? stub.Response.Status : 0, []);
        try
        {
            answered = answered with { Body = await writer.WriteAsync(context, stub.Response, template, stub) };
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left during a delay, as clients of slow stubs do.
        }
        finally
        {
            journal.Add(answered);
        }
    }

    private async Task HandOnAsync(HttpContext context, StubRequest request, bool streamed)
    {
        if (!streamed)
            context.Request.Body = new MemoryStream(request.BodyBytes, writable: false);
        context.Items[typeof(StubRequest)] = request;
        try
        {
            await next(context);
        }
        finally
        {
            var wasMatched = !context.Items.ContainsKey(typeof(UnmatchedEndpoint));
            journal.Add(new ServeEvent(request, null, wasMatched, context.Response.StatusCode, []));
        }
    }
}
