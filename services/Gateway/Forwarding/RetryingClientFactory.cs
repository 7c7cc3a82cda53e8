using Gateway.Routing;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Forwarding;

/// <summary>Gives each cluster's client the retries that YARP lacks; uploads get none.</summary>
internal sealed class RetryingClientFactory(IProxyConfigProvider clusters, ILogger<RetryHandler> logger) : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = TimeSpan.FromSeconds(2);
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler)
    {
        if (context.ClusterId == RouteTable.Uploads)
            return base.WrapHandler(context, handler);
        var destinations = clusters
            .GetConfig()
            .Clusters.First(cluster => cluster.ClusterId == context.ClusterId)
            .Destinations!.Values.Select(destination => new Uri(destination.Address))
            .ToArray();
        return new RetryHandler(destinations, logger) { InnerHandler = base.WrapHandler(context, handler) };
    }
}
