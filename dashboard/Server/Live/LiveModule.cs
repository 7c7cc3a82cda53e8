namespace Platform.Dashboard.Live;

internal static class LiveModule
{
    public static IServiceCollection AddLive(this IServiceCollection services) => services;

    public static void MapLive(this IEndpointRouteBuilder api) => api.MapGet("/markers", Markers.Get);
}
