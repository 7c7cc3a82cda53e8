using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;

namespace Aspire.Hosting;

public static partial class PostgresBuilderExtensions
{
    // The image keeps the data of each major version in a folder of its own below this one since version 18.
    private const string DataDirectory = "/var/lib/postgresql";

    /// <summary>Keeps the data beyond the run, in a volume.</summary>
    /// <param name="name">The volume's name; default one made from the application's and the resource's.</param>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory, isReadOnly);
    }

    /// <summary>Keeps the data beyond the run, in a directory of the host.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(
        this IResourceBuilder<PostgresServerResource> builder,
        string source,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithBindMount(source, DataDirectory, isReadOnly);
    }

    /// <summary>Runs a <c>.sql</c> or <c>.sh</c> file, or all of a directory by name, once on fresh data.</summary>
    /// <param name="source">A path, absolute or relative to the AppHost's directory.</param>
    public static IResourceBuilder<PostgresServerResource> WithInitFiles(
        this IResourceBuilder<PostgresServerResource> builder,
        string source
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        var path = Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        return builder.WithContainerFiles(PostgresEngineSettings.InitDirectory, path).WithAnnotation(new PostgresInitFilesAnnotation(path));
    }
}
