namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>All that is served, and what is refused by name.</summary>
internal static class AllRoutes
{
    public static IReadOnlyList<Route> List { get; } =
    [
        .. NodeEndpoints.Routes,
        .. ClusterEndpoints.Routes,
        .. CatEndpoints.Routes,
        .. IndexEndpoints.Routes,
        .. IndexMetadataEndpoints.Routes,
        .. AliasEndpoints.Routes,
        .. TemplateEndpoints.Routes,
        .. DocumentEndpoints.Routes,
        .. ReadingEndpoints.Routes,
        .. BulkEndpoint.Routes,
        .. SearchEndpoints.Routes,
        .. ByQueryEndpoints.Routes,
        .. RefusedEndpoints.Routes,
    ];
}
