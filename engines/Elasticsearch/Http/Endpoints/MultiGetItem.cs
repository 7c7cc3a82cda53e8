using System.Text.Json;
using Platform.Engines.Elasticsearch.Documents;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>One document of <c>_mget</c>.</summary>
internal sealed record MultiGetItem(string Index, string Id, SourceFilter Source)
{
    /// <exception cref="ElasticsearchException">The body names no documents, or one without an index or id.</exception>
    public static IReadOnlyList<MultiGetItem> Read(JsonElement body, string? index, SourceFilter byDefault)
    {
        var items = new List<MultiGetItem>();
        foreach (var member in body.EnumerateObject())
            switch (member.Name)
            {
                case "docs" when member.Value.ValueKind == JsonValueKind.Array:
                    items.AddRange(member.Value.EnumerateArray().Select(document => One(document, index, byDefault)));
                    break;
                case "ids" when member.Value.ValueKind == JsonValueKind.Array:
                    items.AddRange(
                        member
                            .Value.EnumerateArray()
                            .Select(id => new MultiGetItem(
                                index ?? throw Validation.Failed("index is missing for doc 0"),
                                id.ToString(),
                                byDefault
                            ))
                    );
                    break;
                default:
                    throw new ElasticsearchException(
                        400,
                        "parse_exception",
                        $"unknown key [{member.Name}] for a {member.Value.ValueKind}, expected [docs] or [ids]"
                    );
            }
        return items.Count > 0 ? items : throw Validation.Failed("no documents to get");
    }

    private static MultiGetItem One(JsonElement document, string? index, SourceFilter byDefault)
    {
        if (document.ValueKind != JsonValueKind.Object)
            throw ElasticsearchException.IllegalArgument("docs array element should include an object");
        string? id = null;
        var source = byDefault;
        foreach (var member in document.EnumerateObject())
            switch (member.Name)
            {
                case "_index":
                    index = member.Value.ToString();
                    break;
                case "_id":
                    id = member.Value.ToString();
                    break;
                case "_source":
                    source = SourceFilter.Read(member.Value, RequestParameters.None);
                    break;
                case "routing" or "_routing" or "version" or "version_type":
                    break;
                default:
                    throw new ElasticsearchException(400, "parse_exception", $"unknown parameter [{member.Name}] in an item of [docs]");
            }
        if (index is null)
            throw Validation.Failed("index is missing for doc 0");
        return id is null ? throw Validation.Failed("id is missing for doc 0") : new(index, id, source);
    }
}
