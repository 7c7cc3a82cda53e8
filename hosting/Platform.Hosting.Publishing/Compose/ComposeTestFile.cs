using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Yaml;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>A file of its own for tests: data in memory, ports on the host as they come, one instance of each, mocks, no dashboard. Several can run side by side.</summary>
internal static class ComposeTestFile
{
    public static string Write(DeploymentModel model, DockerComposeEnvironmentResource environment)
    {
        // What there is to tell was told of the stage itself.
        var stage = ComposeStage.Build(model, environment, model, new PublishReport(), isTest: true);
        foreach (var service in stage.Context.File.Services.Values)
        {
            Forget(service);
        }
        stage.Context.File.Volumes.Clear();
        foreach (var network in stage.Context.File.Networks.Values)
        {
            // Fixed addresses would stand in the way of a second run.
            network.Ipam = null;
        }
        return ComposeYaml.Write(ComposeTree.Of(stage.Context.File));
    }

    private static void Forget(Service service)
    {
        foreach (var volume in service.Volumes.Where(volume => volume.Type is "volume").ToList())
        {
            service.Volumes.Remove(volume);
            if (!service.Tmpfs.Contains(volume.Target!))
            {
                service.Tmpfs.Add(volume.Target!);
            }
        }
        service.Restart = "no";
        // A free port of this machine, for each.
        service.Ports =
        [
            .. service.Ports.Select(port => $"127.0.0.1::{port[(port.LastIndexOf(':') + 1)..]}").Distinct(StringComparer.Ordinal),
        ];
    }
}
