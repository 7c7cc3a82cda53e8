using System.Globalization;

namespace Platform.Engines.Elasticsearch.Documents;

/// <summary>What a write asks of the document that is there: versions and sequence numbers, from parameters or from a bulk's line.</summary>
internal static class WriteConditions
{
    /// <exception cref="ElasticsearchException">They contradict each other, or are no numbers.</exception>
    public static WriteRequest Apply(
        WriteRequest request,
        string? version,
        string? versionType,
        string? ifSeqNo,
        string? ifPrimaryTerm,
        string? routing
    )
    {
        var read = request with
        {
            Routing = routing,
            Version = Number(version, "version"),
            VersionType = TypeOf(versionType),
            IfSeqNo = Number(ifSeqNo, "if_seq_no"),
            IfPrimaryTerm = Number(ifPrimaryTerm, "if_primary_term"),
        };
        if (read.IfSeqNo is < 0)
            throw ElasticsearchException.IllegalArgument($"sequence numbers must be non negative. got [{read.IfSeqNo}].");
        if (read.IfPrimaryTerm is <= 0)
            throw ElasticsearchException.IllegalArgument($"primaryTerm must be a positive number. got [{read.IfPrimaryTerm}]");
        if (read.IfSeqNo is not null && read.IfPrimaryTerm is null)
            throw Validation.Failed("ifSeqNo is set, but primary term is [0]");
        if (read.IfSeqNo is null && read.IfPrimaryTerm is { } term)
            throw Validation.Failed($"ifSeqNo is unassigned, but primary term is [{term}]");
        if (read.VersionType == VersionType.Internal && read.Version is not null)
            throw Validation.Failed(
                "internal versioning can not be used for optimistic concurrency control. Please use `if_seq_no` and `if_primary_term` instead"
            );
        if (read.VersionType == VersionType.Internal)
            return read;
        if (read.Version is not >= 0)
            throw Validation.Failed($"illegal version value [{read.Version ?? -3}] for version type [{versionType!.ToUpperInvariant()}]");
        if (read.IfSeqNo is not null)
            throw Validation.Failed("compare and write operations can not use versioning");
        if (read.Kind == WriteKind.Create)
            throw Validation.Failed($"create operations only support internal versioning. use index instead");
        return read.Id is null ? throw Validation.Failed("an id must be provided if version type or value are set") : read;
    }

    private static long? Number(string? text, string name) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw ElasticsearchException.IllegalArgument($"Failed to parse long parameter [{name}] with value [{text}]");

    private static VersionType TypeOf(string? name) =>
        name switch
        {
            null or "internal" => VersionType.Internal,
            "external" or "external_gt" => VersionType.External,
            "external_gte" => VersionType.ExternalGte,
            _ => throw ElasticsearchException.IllegalArgument($"No version type match [{name}]"),
        };
}
