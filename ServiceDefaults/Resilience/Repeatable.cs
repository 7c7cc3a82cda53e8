namespace Platform.ServiceDefaults.Resilience;

/// <summary>Which requests may be sent twice: idempotent by method or by key, with a body that can be read again.</summary>
internal static class Repeatable
{
    public static bool IsRepeatable(HttpRequestMessage request) =>
        (IsIdempotent(request.Method) || request.Headers.Contains("Idempotency-Key"))
        && request.Content is not (StreamContent or MultipartContent);

    private static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get
        || method == HttpMethod.Head
        || method == HttpMethod.Options
        || method == HttpMethod.Put
        || method == HttpMethod.Delete
        || method == HttpMethod.Trace;
}
