using System.Text.Json;
using Platform.Engines.Elasticsearch.Documents;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>One search of <c>_msearch</c>: a line about it, and a line of its body.</summary>
internal sealed record MultiSearchItem(string? Index, IReadOnlyDictionary<string, string> Parameters, ReadOnlyMemory<byte> Body)
{
    /// <exception cref="ElasticsearchException">The lines are not pairs, or a head has what it has not.</exception>
    public static IReadOnlyList<MultiSearchItem> Read(ReadOnlyMemory<byte> body, string? index)
    {
        if (body.IsEmpty)
            throw new ElasticsearchException(400, "parse_exception", "request body or source parameter is required");
        if (body.Span[^1] != '\n')
            throw ElasticsearchException.IllegalArgument("The msearch request must be terminated by a newline [\\n]");
        var items = new List<MultiSearchItem>();
        while (!body.IsEmpty)
        {
            var head = Line(ref body);
            if (body.IsEmpty)
                throw items.Count == 0
                    ? Validation.Failed("no requests added")
                    : ElasticsearchException.IllegalArgument("The last search of the msearch request has no body");
            items.Add(One(head, Line(ref body), index));
        }
        return items;
    }

    private static MultiSearchItem One(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, string? index)
    {
        var parameters = new Dictionary<string, string>();
        if (!head.Span.Trim(" \t\r"u8).IsEmpty)
        {
            using var read = JsonBody.Parse(head);
            if (read.RootElement.ValueKind != JsonValueKind.Object)
                throw ElasticsearchException.IllegalArgument("A head of the msearch request is not an object");
            foreach (var member in read.RootElement.EnumerateObject())
                switch (member.Name)
                {
                    case "index" or "indices" or "_index":
                        index =
                            member.Value.ValueKind == JsonValueKind.Array
                                ? string.Join(',', member.Value.EnumerateArray().Select(name => name.ToString()))
                                : member.Value.ToString();
                        break;
                    case "preference"
                    or "search_type"
                    or "request_cache"
                    or "ccs_minimize_roundtrips"
                    or "routing"
                    or "allow_partial_search_results":
                        break;
                    case "ignore_unavailable" or "allow_no_indices" or "expand_wildcards":
                        parameters[member.Name] = JavaText.Of(member.Value);
                        break;
                    default:
                        throw ElasticsearchException.IllegalArgument($"key [{member.Name}] is not supported in the metadata section");
                }
        }
        return new(index, parameters, body);
    }

    private static ReadOnlyMemory<byte> Line(ref ReadOnlyMemory<byte> rest)
    {
        var length = rest.Span.IndexOf((byte)'\n');
        var line = rest[..length];
        rest = rest[(length + 1)..];
        return line;
    }
}
