using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>A whole object as a stage gets it, over whichever files it is spread: what policies look at.</summary>
/// <param name="Kind">Kubernetes' kind; of Compose <see cref="ComposeService"/>.</param>
/// <param name="Name">In the target.</param>
/// <param name="Tree">Not to be changed any more.</param>
public sealed record EmittedObject(string Target, Stage Stage, string Kind, string Name, JsonObject Tree)
{
    public const string ComposeService = "service";
}
