namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>The environment of a resource, resolved. Values known at start only are waited for.</summary>
    [Obsolete("Resolve the environment from the resource's own context instead.")]
    public static async ValueTask<Dictionary<string, string>> GetEnvironmentVariableValuesAsync(
        this IResourceWithEnvironment resource,
        DistributedApplicationOperation applicationOperation = DistributedApplicationOperation.Run
    )
    {
        ArgumentNullException.ThrowIfNull(resource);
        return await EnvironmentEvaluator
            .ResolveAsync(resource, new DistributedApplicationExecutionContext(applicationOperation))
            .ConfigureAwait(false);
    }

    /// <summary>The arguments of a resource, resolved. Values known at start only are waited for.</summary>
    [Obsolete("Resolve the arguments from the resource's own context instead.")]
    public static async ValueTask<string[]> GetArgumentValuesAsync(
        this IResourceWithArgs resource,
        DistributedApplicationOperation applicationOperation = DistributedApplicationOperation.Run
    )
    {
        ArgumentNullException.ThrowIfNull(resource);
        var arguments = await ArgumentsEvaluator
            .ResolveAsync(resource, new DistributedApplicationExecutionContext(applicationOperation))
            .ConfigureAwait(false);
        return [.. arguments];
    }
}
