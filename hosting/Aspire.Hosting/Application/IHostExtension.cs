using Aspire.Hosting;

namespace Platform.Hosting;

/// <summary>Adds to every application builder what Aspire has not: engines, a terminal, options of the command line.</summary>
public interface IHostExtension
{
    /// <summary>Reads the options it knows and returns the arguments as the configuration is to see them.</summary>
    string[] ReadArguments(string[] args);

    /// <summary>Registers services; the builder holds no resource yet.</summary>
    void Configure(IDistributedApplicationBuilder builder);
}

/// <summary>Names an assembly's host extension.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class HostExtensionAttribute(Type extensionType) : Attribute
{
    /// <summary>A type with a parameterless constructor that implements <see cref="IHostExtension"/>.</summary>
    public Type ExtensionType { get; } = extensionType;
}
