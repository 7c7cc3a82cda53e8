using Microsoft.AspNetCore.Http;
using Platform.Mocks.Stubs.Journal;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs;

/// <summary>The answer when neither a stub nor built-in behaviour has one: 404 with what came closest.</summary>
public sealed class UnmatchedEndpoint(NearMisses nearMisses)
{
    public async Task AnswerAsync(HttpContext context)
    {
        context.Items[typeof(UnmatchedEndpoint)] = true;
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain;charset=UTF-8";
        var text = context.Items[typeof(StubRequest)] is StubRequest request ? nearMisses.Explain(request) : "There is no such call.\n";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
