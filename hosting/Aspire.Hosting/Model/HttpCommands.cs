namespace Aspire.Hosting.ApplicationModel;

/// <summary>What of an HTTP command's answer becomes its data.</summary>
public enum HttpCommandResultMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The body, in the form that its content type says.</summary>
    Auto,

    Json,

    Text,
}

/// <summary>What may be said about a command that sends an HTTP request.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>Where it is sent. Default: the resource's https endpoint, else its http endpoint.</summary>
    public Func<EndpointReference>? EndpointSelector { get; set; }

    /// <summary>The name of the client; null for the default client.</summary>
    public string? HttpClientName { get; set; }

    /// <summary>Default: POST.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Changes the request before it is sent.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Judges the answer. Default: 2xx is success.</summary>
    public Func<HttpCommandResultContext, Task<ExecuteCommandResult>>? GetCommandResult { get; set; }

    public HttpCommandResultMode ResultMode { get; set; }
}

/// <summary>A request that is about to be sent.</summary>
public sealed class HttpCommandRequestContext
{
    public required IServiceProvider Services { get; init; }

    [Obsolete("Use Services.")]
    public IServiceProvider ServiceProvider
    {
        get => Services;
        init => Services = value;
    }

    public required string ResourceName { get; init; }

    public required EndpointReference Endpoint { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required HttpClient HttpClient { get; init; }

    public required HttpRequestMessage Request { get; init; }

    public InteractionInputCollection Arguments { get; init; } = new([]);
}

/// <summary>A request that was answered.</summary>
public sealed class HttpCommandResultContext
{
    public required IServiceProvider Services { get; init; }

    [Obsolete("Use Services.")]
    public IServiceProvider ServiceProvider
    {
        get => Services;
        init => Services = value;
    }

    public required string ResourceName { get; init; }

    public required EndpointReference Endpoint { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required HttpClient HttpClient { get; init; }

    public required HttpResponseMessage Response { get; init; }

    public InteractionInputCollection Arguments { get; init; } = new([]);
}
