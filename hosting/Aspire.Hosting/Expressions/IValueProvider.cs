namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that has a value in a run.</summary>
public interface IValueProvider
{
    /// <summary>The value; waits until it is known.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>The value as seen by a caller on a network; waits until it is known.</summary>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        GetValueAsync(cancellationToken);
}

/// <summary>Something that a manifest can name instead of its value.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The placeholder, for example <c>{pg.bindings.tcp.port}</c>.</summary>
    string ValueExpression { get; }
}

/// <summary>Has a value in a run and a placeholder in a manifest.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A value made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>Those others.</summary>
    IEnumerable<object> References { get; }
}

/// <summary>Who asks for a value, and from where.</summary>
public class ValueProviderContext
{
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that will use the value.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The network on which it will be used. Default: the caller's.</summary>
    public NetworkIdentifier? Network { get; init; }
}
