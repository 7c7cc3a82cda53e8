using System.Security.Cryptography;
using System.Text;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>
/// A network for each callee, joined by it and its callers, without a way outside. What publishes ports has one more, by which the outside
/// reaches it; a system outside has one, joined by who may go out to it.
/// </summary>
internal static class ComposeNetworks
{
    /// <summary>Docker's own pools hold 31, and its own bridge takes one; others run here too.</summary>
    private const int OwnPools = 27;

    public static void Add(ComposeContext context)
    {
        foreach (var edge in context.Model.Edges)
        {
            Add(context, edge);
        }
        ComposeTelemetry.Connect(context, (service, network, isInternal) => Join(context, service, network, isInternal));
        foreach (var (store, step) in context.Steps)
        {
            Join(context, step, ComposeNames.NetworkOf(store), isInternal: true);
        }
        foreach (var service in context.File.Services.Values)
        {
            // What talks to nobody would stand in the network that all have by default.
            if (service.Networks.Count is 0)
            {
                Join(context, service.Name, ComposeNames.NetworkOf(service.Name), isInternal: true);
            }
            if (context.Environment.DefaultNetworkName is { } shared)
            {
                Join(context, service.Name, shared, isInternal: false);
            }
        }
    }

    /// <summary>After the AppHost has had its say: no port can be published on a network without a way outside.</summary>
    public static void Complete(ComposeContext context)
    {
        foreach (var service in context.File.Services.Values.Where(service => service.Ports.Count > 0))
        {
            Join(context, service.Name, ComposeNames.IngressOf(service.Name), isInternal: false);
        }
        AddSubnets(context);
    }

    private static void Add(ComposeContext context, Edge edge)
    {
        var (callers, callees) = (Members(context, edge.From), Members(context, edge.To));
        foreach (var callee in callees)
        {
            foreach (var caller in callers.Where(caller => caller != callee))
            {
                Join(context, callee, ComposeNames.NetworkOf(callee), isInternal: true);
                Join(context, caller, ComposeNames.NetworkOf(callee), isInternal: true);
            }
        }
        switch (edge.To.Kind)
        {
            // Stores that somebody else runs are reached like any system outside.
            case EdgeEndKind.External or EdgeEndKind.Internet or EdgeEndKind.Store when callees.Count is 0:
                foreach (var caller in callers)
                {
                    Join(context, caller, ComposeNames.NetworkOf(edge.To.Name is "*" ? "outside" : edge.To.Name), isInternal: false);
                }
                break;
            case EdgeEndKind.System when edge.To.Name == SystemComponents.Collector && Collector(context) is { } collector:
                foreach (var caller in callers.Where(caller => TellsCollector(context, caller)))
                {
                    Join(context, collector, ComposeNames.NetworkOf(collector), isInternal: true);
                    Join(context, caller, ComposeNames.NetworkOf(collector), isInternal: true);
                }
                break;
        }
    }

    private static string? Collector(ComposeContext context) =>
        ComposeTelemetry.HasCollector(context) ? SystemComponents.Collector : context.Dashboard;

    /// <summary>Every workload may send telemetry; who was not told where to has no need of the network.</summary>
    private static bool TellsCollector(ComposeContext context, string service) =>
        context
            .Model.Workloads.Where(workload => ComposeNames.Service(workload.Name) == service)
            .SelectMany(workload => workload.Environment)
            .SelectMany(entry => entry.Value.Parts)
            .Any(part => part is EndpointPart { Component: SystemComponents.Collector });

    /// <summary>The services at an edge's end.</summary>
    private static List<string> Members(ComposeContext context, EdgeEnd end) =>
        (end.Kind, end.Name) switch
        {
            (EdgeEndKind.Workload, SystemComponents.Everything) =>
            [
                .. context.Model.Workloads.Select(workload => ComposeNames.Service(workload.Name)),
            ],
            (EdgeEndKind.Workload or EdgeEndKind.Store, var name) when context.File.Services.ContainsKey(ComposeNames.Service(name)) =>
            [
                ComposeNames.Service(name),
            ],
            _ => [],
        };

    private static void Join(ComposeContext context, string service, string network, bool isInternal)
    {
        var networks = context.File.Services[service].Networks;
        if (!networks.Contains(network))
        {
            networks.Add(network);
            networks.Sort(StringComparer.Ordinal);
        }
        if (!context.File.Networks.TryGetValue(network, out var declared))
        {
            context.File.AddNetwork(
                new()
                {
                    Name = network,
                    Driver = "bridge",
                    Internal = isInternal,
                }
            );
        }
        else if (!isInternal)
        {
            declared.Internal = false;
        }
    }

    // From its name, so that a new network leaves the others' addresses alone.
    private static void AddSubnets(ComposeContext context)
    {
        if (context.File.Networks.Count <= OwnPools)
        {
            return;
        }
        var taken = new HashSet<int>();
        foreach (var network in context.File.Networks.Values.OrderBy(network => network.Name, StringComparer.Ordinal))
        {
            var number = BitConverter.ToUInt16(SHA256.HashData(Encoding.UTF8.GetBytes(network.Name))) % 4096;
            while (!taken.Add(number))
            {
                number = (number + 1) % 4096;
            }
            // 10.201.0.0 to 10.216.255.0, each with 254 addresses.
            network.Ipam = new() { Config = [new() { ["subnet"] = $"10.{201 + (number / 256)}.{number % 256}.0/24" }] };
        }
        context.Tell(
            FindingLevel.Note,
            "compose",
            $"{context.File.Networks.Count} networks are more than Docker's own address pools hold: each has a subnet of its own in 10.201.0.0 to 10.216.255.255."
        );
    }
}
