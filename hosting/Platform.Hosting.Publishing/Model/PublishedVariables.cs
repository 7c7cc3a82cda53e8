using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Takes back what the graph tells a resource and what does not hold in a deployment.</summary>
internal static class PublishedVariables
{
    private const string Discovery = "services__";
    private static readonly string[] OfHttps = ["HTTPS_PORTS", "ASPNETCORE_HTTPS_PORT", "ASPNETCORE_HTTPS_PORTS"];

    public static void Correct(Dictionary<string, object> variables, IResource resource, GraphRoles roles)
    {
        foreach (var (variable, value) in variables.ToList())
        {
            if (value is EndpointReference endpoint && StandsForAnother(endpoint, roles) && IsTold(variable, endpoint, variables))
            {
                variables.Remove(variable);
            }
        }
        if (resource is ProjectResource)
        {
            foreach (var variable in OfHttps)
            {
                variables.Remove(variable);
            }
        }

        // An image is built for production, whatever environment its builder worked in.
        if (resource is PublishedContainerResource { Source: JavaScriptAppResource } && variables.ContainsKey("NODE_ENV"))
        {
            variables["NODE_ENV"] = "production";
        }
    }

    /// <summary>Whether the endpoint is one of https whose port is not there.</summary>
    private static bool StandsForAnother(EndpointReference endpoint, GraphRoles roles) =>
        roles.Of(endpoint.Resource) is Role.Workload or Role.External
        && roles.PortsOf(endpoint.Resource).Any(port => port.Is(endpoint.EndpointName) && !IsName(port.Port.Name, endpoint.EndpointName));

    /// <summary>Whether a reference tells the endpoint, for discovery or plainly; what the graph writes in so many words is kept.</summary>
    private static bool IsTold(string variable, EndpointReference endpoint, Dictionary<string, object> variables)
    {
        var suffix = $"__{endpoint.EndpointName}__0";
        if (variable.StartsWith(Discovery, StringComparison.Ordinal))
        {
            return variable.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
        }
        var plain = $"_{VariableName.Of(endpoint.EndpointName)}";
        return variable == $"{VariableName.Of(endpoint.Resource.Name)}{plain}"
            || variables.Keys.Any(name =>
                name.StartsWith(Discovery, StringComparison.Ordinal)
                && name.EndsWith("__0", StringComparison.Ordinal)
                && name[Discovery.Length..].Split("__") is [var service, ..]
                && variable == $"{VariableName.Of(service)}{plain}"
            );
    }

    private static bool IsName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
