using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>One resource of an <see cref="ExecutionPlan"/>.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Kind">What it runs as.</param>
/// <param name="InstanceIds">One id for each replica; its name where there is only one.</param>
/// <param name="Engine">The engine that serves it, for <see cref="LaunchKind.Engine"/>.</param>
internal sealed record PlannedResource(IResource Resource, LaunchKind Kind, ImmutableArray<string> InstanceIds, IEngine? Engine = null)
{
    /// <summary>True when something is started for it.</summary>
    public bool Launches => Kind is LaunchKind.Project or LaunchKind.Executable or LaunchKind.Engine;

    public bool ExplicitStart => Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    public IEnumerable<EndpointAnnotation> Endpoints => Resource.Annotations.OfType<EndpointAnnotation>();
}
