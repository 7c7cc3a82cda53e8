namespace Platform.ServiceDefaults.Resilience;

/// <summary>Which requests may be sent twice: idempotent by method or by key, or said to be, with a body that can be read again.</summary>
internal static class Repeatable
{
    /// <summary>What the sender knows better than the method tells.</summary>
    public static readonly HttpRequestOptionsKey<bool> Stated = new("repeatable");

    public static bool IsRepeatable(HttpRequestMessage request) =>
        (
            request.Options.TryGetValue(Stated, out var stated)
                ? stated
                : IsIdempotent(request.Method) || request.Headers.Contains("Idempotency-Key")
        ) && request.Content is not (StreamContent or MultipartContent);

    private static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get
        || method == HttpMethod.Head
        || method == HttpMethod.Options
        || method == HttpMethod.Put
        || method == HttpMethod.Delete
        || method == HttpMethod.Trace;
}
