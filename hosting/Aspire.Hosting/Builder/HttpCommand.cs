using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>A command that sends a request and judges the answer.</summary>
internal sealed class HttpCommand(HttpCommandOptions options, string path, Func<EndpointReference> endpointSelector)
{
    public HttpMethod Method => options.Method ?? HttpMethod.Post;

    public EndpointReference DeclaredEndpoint => endpointSelector();

    public async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
    {
        var endpoint = endpointSelector();
        var address = await endpoint.GetValueAsync(context.CancellationToken).ConfigureAwait(false);
        using var client = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient(options.HttpClientName ?? "");
        using var request = new HttpRequestMessage(Method, new Uri(new Uri(address!), path));
        if (options.PrepareRequest is { } prepare)
        {
            await prepare(
                    new HttpCommandRequestContext
                    {
                        Services = context.Services,
                        ResourceName = context.ResourceName,
                        Endpoint = endpoint,
                        CancellationToken = context.CancellationToken,
                        HttpClient = client,
                        Request = request,
                        Arguments = context.Arguments,
                    }
                )
                .ConfigureAwait(false);
        }

        try
        {
            using var response = await client.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
            return await JudgeAsync(context, endpoint, client, response).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            return CommandResults.Failure($"{Method} {request.RequestUri} failed: {failure.Message}");
        }
    }

    private async Task<ExecuteCommandResult> JudgeAsync(
        ExecuteCommandContext context,
        EndpointReference endpoint,
        HttpClient client,
        HttpResponseMessage response
    )
    {
        if (options.GetCommandResult is { } judge)
        {
            return await judge(
                    new HttpCommandResultContext
                    {
                        Services = context.Services,
                        ResourceName = context.ResourceName,
                        Endpoint = endpoint,
                        CancellationToken = context.CancellationToken,
                        HttpClient = client,
                        Response = response,
                        Arguments = context.Arguments,
                    }
                )
                .ConfigureAwait(false);
        }

        var body = await response.Content.ReadAsStringAsync(context.CancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            var message = $"{Method} {response.RequestMessage?.RequestUri} was answered with {(int)response.StatusCode}.";
            return Form(response) is { } failed && body.Length > 0
                ? CommandResults.Failure(message, body, failed)
                : CommandResults.Failure(message);
        }

        return Form(response) is { } form && body.Length > 0 ? CommandResults.Success("", body, form) : CommandResults.Success();
    }

    private CommandResultFormat? Form(HttpResponseMessage response) =>
        options.ResultMode switch
        {
            HttpCommandResultMode.None => null,
            HttpCommandResultMode.Json => CommandResultFormat.Json,
            HttpCommandResultMode.Text => CommandResultFormat.Text,
            _ => response.Content.Headers.ContentType?.MediaType switch
            {
                "application/json" => CommandResultFormat.Json,
                { } type when type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) => CommandResultFormat.Json,
                "text/markdown" => CommandResultFormat.Markdown,
                _ => CommandResultFormat.Text,
            },
        };
}
