using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Rollouts;

/// <summary>The script that rolls out a new version by canary or blue-green (HEAL7), as a file of the output: no controller is needed.</summary>
internal static class RolloutScript
{
    public const string Path = "kubernetes/rollout.sh";

    /// <summary>Null where every workload is rolled over in place.</summary>
    public static OutputFile? Of(IReadOnlyList<DeploymentModel> models, string target)
    {
        if (!models.Any(model => model.Workloads.Any(workload => RolloutTrack.Second(workload) is not null)))
        {
            return null;
        }
        var context = new KubernetesContext(models[0]);
        using var stream = typeof(RolloutScript).Assembly.GetManifestResourceStream("rollout.sh")!;
        using var reader = new StreamReader(stream);
        var text = reader
            .ReadToEnd()
            .ReplaceLineEndings("\n")
            .Replace("@namespace@", context.ApplicationNamespace, StringComparison.Ordinal)
            .Replace("@monitoring@", context.MonitoringNamespace, StringComparison.Ordinal);
        return new(Path, text, target) { IsExecutable = true };
    }
}
