using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Model;

/// <summary>The values that a deployment gives: those that are used in the stage, in the graph's order, and after them those that no resource stands for.</summary>
internal sealed partial class ParameterReader(GraphRoles roles)
{
    private readonly OrderedDictionary<string, ParameterResource> used = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> users = new(StringComparer.OrdinalIgnoreCase);

    public void Use(ParameterResource? parameter, string user)
    {
        if (parameter is null)
        {
            return;
        }
        if (used.TryAdd(parameter.Name, parameter))
        {
            users[parameter.Name] = [];
        }
        if (!users[parameter.Name].Contains(user))
        {
            users[parameter.Name].Add(user);
        }
    }

    /// <summary>Parameters that a workload's identity names in braces.</summary>
    public void UseIdentity(Workload workload)
    {
        foreach (var value in workload.Intent<WorkloadIdentity>()?.Annotations.Values ?? [])
        {
            foreach (Match name in InBraces().Matches(value))
            {
                Use(
                    roles.Graph.Resources.OfType<ParameterResource>().FirstOrDefault(one => one.Name == name.Groups[1].Value),
                    workload.Name
                );
            }
        }
    }

    public IReadOnlyList<DeploymentParameter> Read(
        IReadOnlyList<ExternalSystem> externals,
        IReadOnlyList<Store> stores,
        IReadOnlyList<Workload> workloads
    )
    {
        var read = new OrderedDictionary<string, DeploymentParameter>(StringComparer.OrdinalIgnoreCase);
        var declared = roles.Graph.Resources.OfType<ParameterResource>().Where(parameter => used.ContainsKey(parameter.Name));
        foreach (var parameter in declared.Concat(used.Values))
        {
            read.TryAdd(parameter.Name, Describe(parameter));
        }

        var named = workloads
            .SelectMany(workload => workload.Environment.Select(entry => entry.Value).Concat(workload.Arguments))
            .SelectMany(value => value.Parts.OfType<ParameterPart>())
            .Select(part => part.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var external in externals.Where(external => roles.Of(external.Resource) is Role.External))
        {
            var system = external.Mock.System;
            read.TryAdd(
                external.UrlParameter,
                new(
                    external.UrlParameter,
                    false,
                    $"URL of {system} without a path, https://host[:port], for what refers to '{external.Name}'."
                )
            );
            var host = ExternalParameters.Host(external.Name);
            if (named.Contains(host))
            {
                read.TryAdd(host, new(host, false, $"Host name of {system}, for what refers to '{external.Name}'."));
            }
        }
        foreach (var parameter in stores.SelectMany(StoreParameters.Of))
        {
            read.TryAdd(parameter.Name, parameter);
        }
        return [.. read.Values];
    }

    private DeploymentParameter Describe(ParameterResource parameter)
    {
        var kind =
            parameter.IsConnectionString ? "Connection string"
            : parameter.Secret ? "Secret"
            : "Value";
        var description = parameter.Description ?? $"{kind} for {string.Join(", ", users[parameter.Name])}.";

        // What is generated is made anew wherever it is needed; a secret has no default at all.
        var value = !parameter.Secret && parameter.Default is ConstantParameterDefault constant ? constant.GetDefaultValue() : null;
        return new(parameter.Name, parameter.Secret, description, value);
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex InBraces();
}
