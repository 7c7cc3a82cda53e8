using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Says which programs a resource needs on the machine.</summary>
public static class RequiredCommandResourceExtensions
{
    /// <summary>Fails the resource, before it starts, where a program is missing.</summary>
    /// <param name="command">A path, or a name that is looked up in PATH.</param>
    /// <param name="helpLink">Where a user reads how to install it.</param>
    public static IResourceBuilder<T> WithRequiredCommand<T>(this IResourceBuilder<T> builder, string command, string? helpLink = null)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(command);
        return builder.WithAnnotation(new RequiredProgramAnnotation(command, helpLink));
    }
}
