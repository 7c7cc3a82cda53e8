namespace Platform.Engines.Elasticsearch.Http;

/// <summary>One operation: where it is found, what it may be asked, and who answers.</summary>
/// <param name="Methods">Separated by blanks.</param>
/// <param name="Template">As in <c>/{index}/_doc/{id}</c>.</param>
/// <param name="Parameters">Of the query string, beside those of every request; null: whoever answers says, and no request with others is answered.</param>
internal sealed record Route(
    string Methods,
    string Template,
    Func<RestRequest, ValueTask<RestAnswer>> Run,
    IReadOnlyCollection<string>? Parameters
)
{
    public static Route Of(string methods, string template, Func<RestRequest, RestAnswer> run, params IEnumerable<string> parameters) =>
        new(methods, template, request => ValueTask.FromResult(run(request)), [.. parameters]);

    public static Route Waiting(
        string methods,
        string template,
        Func<RestRequest, ValueTask<RestAnswer>> run,
        params IEnumerable<string> parameters
    ) => new(methods, template, run, [.. parameters]);

    /// <summary>Its parameters are those that it reads.</summary>
    public static Route Reading(string methods, string template, Func<RestRequest, RestAnswer> run) =>
        new(methods, template, request => ValueTask.FromResult(run(request)), null);
}
