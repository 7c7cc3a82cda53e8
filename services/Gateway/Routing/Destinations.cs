using Platform.ServiceDefaults.Discovery;
using Yarp.ReverseProxy.Configuration;

namespace Gateway.Routing;

/// <summary>Where a service's instances are: all of <c>services:{name}:http:0</c> … that service discovery injects, else the name itself.</summary>
internal static class Destinations
{
    public static Dictionary<string, DestinationConfig> Of(ServiceEndpoints endpoints, string service)
    {
        var plain = new Uri($"http://{service}");
        var addresses = endpoints.Resolve(plain);
        if (addresses.Count == 0)
        {
            addresses = endpoints.Resolve(new Uri($"https://{service}"));
        }
        return (addresses.Count == 0 ? [plain] : addresses)
            .Select((address, index) => (Name: $"{service}-{index}", Address: address.AbsoluteUri))
            .ToDictionary(pair => pair.Name, pair => new DestinationConfig { Address = pair.Address });
    }
}
