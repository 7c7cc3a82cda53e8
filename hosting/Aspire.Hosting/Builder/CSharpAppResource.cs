namespace Aspire.Hosting.ApplicationModel;

/// <summary>A single C# file that is run as a project.</summary>
public class CSharpAppResource(string name) : ProjectResource(name);
