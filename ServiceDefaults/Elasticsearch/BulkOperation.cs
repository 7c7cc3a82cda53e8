using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>One operation of a bulk request.</summary>
public abstract class BulkOperation
{
    private BulkOperation(string name, string index, string? id, long? version, VersionType versionType)
    {
        ArgumentException.ThrowIfNullOrEmpty(index);
        (Name, Index, Id, Version, VersionType) = (name, index, id, version, versionType);
    }

    /// <summary><c>index</c>, <c>create</c> or <c>delete</c>.</summary>
    public string Name { get; }

    public string Index { get; }

    /// <summary>Null: Elasticsearch makes one.</summary>
    public string? Id { get; }

    public long? Version { get; }

    /// <summary>Without a meaning where there is no version.</summary>
    public VersionType VersionType { get; }

    /// <summary>Whether doing it twice is as doing it once.</summary>
    internal bool IsRepeatable => Id is not null && Version is not null;

    /// <summary>Writes a document, or replaces it.</summary>
    /// <param name="version">The document's version elsewhere: one that is older than the stored one is refused with status 409.</param>
    public static BulkOperation IndexOf<T>(
        string index,
        string? id,
        T document,
        JsonTypeInfo<T> type,
        long? version = null,
        VersionType versionType = VersionType.ExternalGte
    ) => new Write<T>("index", index, id, document, type, version, versionType);

    /// <inheritdoc cref="IndexOf{T}"/>
    public static BulkOperation IndexOf(
        string index,
        string? id,
        JsonObject document,
        long? version = null,
        VersionType versionType = VersionType.ExternalGte
    ) => new WriteNode("index", index, id, document, version, versionType);

    /// <summary>Writes a document that must not exist yet: else status 409.</summary>
    public static BulkOperation CreateOf<T>(string index, string? id, T document, JsonTypeInfo<T> type) =>
        new Write<T>("create", index, id, document, type, version: null, VersionType.External);

    /// <summary>Deletes a document; one that is not there has status 404.</summary>
    /// <param name="version">The deletion's version elsewhere; it is remembered for a minute, against older writes that come late.</param>
    public static BulkOperation DeleteOf(
        string index,
        string id,
        long? version = null,
        VersionType versionType = VersionType.ExternalGte
    ) => new Delete(index, id, version, versionType);

    /// <summary>False: the operation has no document.</summary>
    internal abstract bool WriteDocument(Utf8JsonWriter json);

    private sealed class Write<T>(
        string name,
        string index,
        string? id,
        T document,
        JsonTypeInfo<T> type,
        long? version,
        VersionType versionType
    ) : BulkOperation(name, index, id, version, versionType)
    {
        internal override bool WriteDocument(Utf8JsonWriter json)
        {
            JsonSerializer.Serialize(json, document, type);
            return true;
        }
    }

    private sealed class WriteNode(string name, string index, string? id, JsonObject document, long? version, VersionType versionType)
        : BulkOperation(name, index, id, version, versionType)
    {
        internal override bool WriteDocument(Utf8JsonWriter json)
        {
            document.WriteTo(json);
            return true;
        }
    }

    private sealed class Delete(string index, string id, long? version, VersionType versionType)
        : BulkOperation("delete", index, id, version, versionType)
    {
        internal override bool WriteDocument(Utf8JsonWriter json) => false;
    }
}
