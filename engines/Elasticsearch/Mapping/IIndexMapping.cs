namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>An index's mapping as a search sees it: fixed for as long as the search takes.</summary>
public interface IIndexMapping
{
    /// <summary>A leaf or a sub-field, by its dotted path; null when there is none.</summary>
    MappedField? Find(string path);

    /// <summary>All leaves and sub-fields.</summary>
    IReadOnlyCollection<MappedField> Fields { get; }
}
