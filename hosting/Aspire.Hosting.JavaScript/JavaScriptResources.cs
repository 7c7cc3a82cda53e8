using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.JavaScript;

/// <summary>An application that a script of its <c>package.json</c> starts.</summary>
public class JavaScriptAppResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory),
        IResourceWithServiceDiscovery,
        IResourceWithContainerFiles;

/// <summary>A program that Node.js runs.</summary>
public class NodeAppResource(string name, string command, string workingDirectory)
    : JavaScriptAppResource(name, command, workingDirectory),
        IContainerFilesDestinationResource;

/// <summary>A program that Bun runs.</summary>
public sealed class BunAppResource(string name, string command, string workingDirectory)
    : JavaScriptAppResource(name, command, workingDirectory),
        IContainerFilesDestinationResource;

/// <summary>An application that Vite serves while it is worked on, and builds into static files.</summary>
public class ViteAppResource(string name, string command, string workingDirectory) : JavaScriptAppResource(name, command, workingDirectory);

/// <summary>Installs the packages of an application, which waits for it. There is none when publishing.</summary>
public class JavaScriptInstallerResource(string name, string workingDirectory) : ExecutableResource(name, "node", workingDirectory);
