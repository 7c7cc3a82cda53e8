using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>What is shown of a running instance, under the keys Aspire's dashboard knows.</summary>
internal static class SnapshotProperties
{
    public static ImmutableArray<ResourcePropertySnapshot> Of(
        PlannedResource planned,
        RunningInstance running,
        ImmutableArray<ResourcePropertySnapshot> before
    )
    {
        var properties = before.ToDictionary(p => p.Name);
        Set("resource.source", running.Source);
        switch (planned.Kind)
        {
            case LaunchKind.Project:
                Set("project.path", planned.Resource.Annotations.OfType<IProjectMetadata>().Last().ProjectPath);
                Set("executable.pid", running.Run.ProcessId);
                break;
            case LaunchKind.Executable:
                Set("executable.path", running.Source);
                Set("executable.workDir", ((ExecutableResource)planned.Resource).WorkingDirectory);
                Set("executable.pid", running.Run.ProcessId);
                break;
            case LaunchKind.Engine:
                Set("container.image", planned.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()?.Image);
                Set("executable.pid", running.Run.ProcessId);
                Set("platform.engine", planned.Engine!.Name);
                break;
        }
        return [.. properties.Values];

        void Set(string name, object? value)
        {
            if (value is not null)
            {
                properties[name] = new ResourcePropertySnapshot(name, value);
            }
        }
    }
}
