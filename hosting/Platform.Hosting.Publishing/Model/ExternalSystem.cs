using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Somebody else's system, in stages without mocks: its address is the parameter <see cref="UrlParameter"/>.</summary>
public sealed record ExternalSystem(string Name, IResource Resource, Stage Stage, MockIntent Mock) : Component(Name, Resource, Stage)
{
    public string UrlParameter => $"{Name}-url";
}
