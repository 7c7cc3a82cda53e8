using System.Net;

namespace Search.Queries;

/// <summary>Text in which Elasticsearch has marked what was found.</summary>
internal static class Marked
{
    /// <summary>With <c>em</c> around it, and all else as text: a product's name is no markup, whatever is in it.</summary>
    public static string ToHtml(string text) =>
        WebUtility
            .HtmlEncode(text)
            .Replace(SearchBody.MarkBegin.ToString(), "<em>", StringComparison.Ordinal)
            .Replace(SearchBody.MarkEnd.ToString(), "</em>", StringComparison.Ordinal);
}
