using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Reads the values of parameters and says what to do where one is missing.</summary>
internal static class ParameterValue
{
    public static Func<ParameterDefault?, string> Reader(IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return said => Read(builder, name, said);
    }

    public static string Read(IDistributedApplicationBuilder builder, string name, ParameterDefault? fallback, string? key = null)
    {
        key ??= $"Parameters:{name}";
        return Find(builder.Configuration, key)
            ?? StoreOf(builder)?.Get(key)
            ?? fallback?.GetDefaultValue()
            ?? throw Missing(builder, "Parameter", name, key);
    }

    public static string ReadConnectionString(IDistributedApplicationBuilder builder, string name)
    {
        var key = $"ConnectionStrings:{name}";
        return Find(builder.Configuration, key) ?? StoreOf(builder)?.Get(key) ?? throw Missing(builder, "Connection string", name, key);
    }

    public static CustomResourceSnapshot InitialState(ParameterResource resource) =>
        new()
        {
            ResourceType = "Parameter",
            Properties =
            [
                new("parameter.secret", resource.Secret.ToString()),
                new(CustomResourceKnownProperties.Source, resource.ConfigurationKey),
            ],
        };

    /// <summary>Looked up in the descriptors and not in the provider: a value may be asked for before the application is built.</summary>
    public static IParameterStore? StoreOf(IDistributedApplicationBuilder builder) =>
        builder.Services.LastOrDefault(service => service.ServiceType == typeof(IParameterStore))?.ImplementationInstance
        as IParameterStore;

    /// <summary>Shells cannot export a name with a hyphen, so <c>Parameters__my_key</c> stands for <c>Parameters:my-key</c> as well.</summary>
    private static string? Find(IConfiguration configuration, string key) =>
        configuration[key] ?? (key.Contains('-', StringComparison.Ordinal) ? configuration[key.Replace('-', '_')] : null);

    private static MissingParameterValueException Missing(IDistributedApplicationBuilder builder, string kind, string name, string key)
    {
        var variable = key.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_');
        return new(
            $"{kind} '{name}' has no value: configuration key '{key}' is missing and there is no default. "
                + $"Set the environment variable {variable}, or run: dotnet user-secrets set \"{key}\" \"<value>\" --project \"{builder.AppHostDirectory}\""
        );
    }
}
