namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>How a version that comes from elsewhere is held against the stored one.</summary>
public enum VersionType
{
    /// <summary>It must be higher.</summary>
    External,

    /// <summary>It must not be lower: the same one may come again.</summary>
    ExternalGte,
}
