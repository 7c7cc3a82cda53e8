namespace Platform.Dashboard.Live;

internal static class LiveModule
{
    public static IServiceCollection AddLive(this IServiceCollection services) => services.AddSingleton<LiveHub>();

    public static void MapLive(this IEndpointRouteBuilder api)
    {
        api.MapGet("/live", LiveSocket.ServeAsync);
        api.MapGet("/markers", Markers.Get);
    }
}
