namespace Platform.Hosting.Publishing.Model;

/// <summary>A value that the deployment gives.</summary>
/// <param name="Description">For whoever fills it in.</param>
/// <param name="Default">What the graph says where nobody does; never of a secret.</param>
public sealed record DeploymentParameter(string Name, bool IsSecret, string Description, string? Default = null);
