using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds parameters and connection strings that are given from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter whose value is read from <c>Parameters:{name}</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        bool secret = false
    ) => Add(builder, new ParameterResource(name, ParameterValue.Reader(builder, name), secret));

    /// <summary>Adds a parameter with a value; <c>Parameters:{name}</c> overrides it.</summary>
    /// <param name="publishValueAsDefault">True to write the value into the manifest.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string value,
        bool publishValueAsDefault = false,
        bool secret = false
    )
    {
        ArgumentNullException.ThrowIfNull(value);
        return builder.AddParameter(name, () => value, publishValueAsDefault, secret);
    }

    /// <summary>Adds a parameter whose value a callback gives; <c>Parameters:{name}</c> overrides it.</summary>
    /// <param name="publishValueAsDefault">True to write the value into the manifest.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        Func<string> valueGetter,
        bool publishValueAsDefault = false,
        bool secret = false
    )
    {
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException(
                "A secret parameter cannot publish its value as default: it would stand in the manifest.",
                nameof(secret)
            );
        }

        var fallback = new ConstantParameterDefault(valueGetter);
        var resource = new ParameterResource(name, said => ParameterValue.Read(builder, name, said ?? fallback), secret)
        {
            Default = publishValueAsDefault ? fallback : null,
        };
        return Add(builder, resource);
    }

    /// <summary>Adds a parameter with a default; <c>Parameters:{name}</c> overrides it.</summary>
    /// <param name="persist">True to keep a generated value for later runs.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        ParameterDefault value,
        bool secret = false,
        bool persist = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(value);
        var resource = new ParameterResource(name, ParameterValue.Reader(builder, name), secret)
        {
            Default = persist ? SavedParameterDefault.Around(builder, name, value) : value,
        };
        return Add(builder, resource);
    }

    /// <summary>Adds a parameter whose value is read from a configuration key of one's own.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string configurationKey,
        bool secret = false
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(configurationKey);
        var resource = new ParameterResource(name, said => ParameterValue.Read(builder, name, said, configurationKey), secret)
        {
            ConfigurationKey = configurationKey,
        };
        return Add(builder, resource);
    }

    /// <summary>Says what the value is for, to whoever is asked for it.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder,
        string description,
        bool enableMarkdown = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(description);
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    /// <summary>Says how the value is asked for.</summary>
    public static IResourceBuilder<ParameterResource> WithCustomInput(
        this IResourceBuilder<ParameterResource> builder,
        Func<ParameterResource, InteractionInput> createInput
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new InputGeneratorAnnotation(createInput), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Adds a connection string that is read from <c>ConnectionStrings:{name}</c>.</summary>
    /// <param name="environmentVariableName">The variable that carries it to those who refer to it. Default: <c>ConnectionStrings__{name}</c>.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string? environmentVariableName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = new ConnectionStringParameterResource(
            name,
            _ => ParameterValue.ReadConnectionString(builder, name),
            environmentVariableName
        );
        return builder.AddResource(resource).WithInitialState(ParameterValue.InitialState(resource));
    }

    /// <summary>Lets the manifest ask for the resource's connection string.</summary>
    public static void ConfigureConnectionStringManifestPublisher(IResourceBuilder<IResourceWithConnectionString> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var name = builder.Resource.Name;
        var parameter = new ParameterResource(name, _ => "", secret: true) { IsConnectionString = true };
        builder.Resource.Annotations.Add(new PublishAsParameterAnnotation(parameter));
    }

    /// <summary>Makes a parameter, without adding it, that is read from <c>Parameters:{name}</c>.</summary>
    public static ParameterResource CreateParameter(IDistributedApplicationBuilder builder, string name, bool secret) =>
        new(name, ParameterValue.Reader(builder, name), secret);

    /// <summary>Makes a parameter, without adding it, whose value is generated in a first run and kept.</summary>
    public static ParameterResource CreateGeneratedParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool secret,
        GenerateParameterDefault parameterDefault
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(parameterDefault);
        return new ParameterResource(name, ParameterValue.Reader(builder, name), secret)
        {
            Default = SavedParameterDefault.Around(builder, name, parameterDefault),
        };
    }

    /// <summary>Makes a secret parameter, without adding it, for a password of 22 characters that is generated in a first run and kept.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0
    ) =>
        CreateGeneratedParameter(
            builder,
            name,
            secret: true,
            new GenerateParameterDefault
            {
                MinLength = 22,
                Lower = lower,
                Upper = upper,
                Numeric = numeric,
                Special = special,
                MinLower = minLower,
                MinUpper = minUpper,
                MinNumeric = minNumeric,
                MinSpecial = minSpecial,
            }
        );

    private static IResourceBuilder<ParameterResource> Add(IDistributedApplicationBuilder builder, ParameterResource resource)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(resource).WithInitialState(ParameterValue.InitialState(resource));
    }
}
