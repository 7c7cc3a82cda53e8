using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Somebody else's system: one that a mock plays, in stages without mocks; an external service; whatever a connection string from outside leads to.</summary>
public sealed record ExternalSystem(string Name, IResource Resource, Stage Stage, MockIntent Mock) : Component(Name, Resource, Stage)
{
    /// <summary>The parameter that gives its address; empty where the graph itself does.</summary>
    public string UrlParameter { get; init; } = ExternalParameters.Url(Name);
}
