namespace Platform.Engines.Kafka.Wire;

/// <summary>What begins every request: header version 1, or 2 (tagged fields) for flexible versions.</summary>
/// <remarks>Source: RequestHeader.json. The client id stays a classic nullable string in both.</remarks>
internal readonly record struct RequestHeader(ApiKey Key, short Version, int CorrelationId, string? ClientId)
{
    /// <summary>Reads the header and leaves <paramref name="reader"/> at the body, in the encoding of the version.</summary>
    public static RequestHeader Read(RequestReader reader)
    {
        reader.Flexible = false;
        var header = new RequestHeader((ApiKey)reader.Int16(), reader.Int16(), reader.Int32(), reader.NullableString());
        if (ApiTable.Find(header.Key) is { } range && range.Serves(header.Version) && range.IsFlexible(header.Version))
        {
            reader.Flexible = true;
            reader.TaggedFields();
        }

        return header;
    }

    /// <summary>The response's header: version 0, or 1 (tagged fields) for flexible versions, except ApiVersions, which keeps 0 for ever.</summary>
    public void WriteResponseHeader(ResponseWriter writer)
    {
        writer.Int32(CorrelationId);
        writer.Flexible = ApiTable.Find(Key) is { } range && range.Serves(Version) && range.IsFlexible(Version);
        if (Key != ApiKey.ApiVersions)
        {
            writer.TaggedFields();
        }
    }
}
