namespace Platform.Engines.Elasticsearch.Documents;

/// <summary>When what is written shall be found.</summary>
internal enum RefreshPolicy
{
    None,
    Now,
    WaitFor,
}
