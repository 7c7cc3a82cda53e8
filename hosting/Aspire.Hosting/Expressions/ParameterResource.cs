using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value given from outside: by configuration, a default, or generated.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> _value;

    /// <param name="name">The resource's name.</param>
    /// <param name="callback">Gives the value; called once, with <see cref="Default"/>.</param>
    /// <param name="secret">True to keep the value out of logs and manifests.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Secret = secret;
        _value = new Lazy<string>(() => callback(Default), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>What the value is when none is given.</summary>
    public ParameterDefault? Default { get; set; }

    public bool Secret { get; }

    /// <summary>Whether it is read from <c>ConnectionStrings:</c> instead of <c>Parameters:</c>.</summary>
    public bool IsConnectionString { get; set; }

    /// <summary>What the value is for, to whoever is asked for it.</summary>
    public string? Description { get; set; }

    public bool EnableDescriptionMarkdown { get; set; }

    [Obsolete("Use GetValueAsync: the value may not be known yet.")]
    public string Value => _value.Value;

    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The configuration key that the value is read from.</summary>
    internal string ConfigurationKey
    {
        get => field ?? (IsConnectionString ? $"ConnectionStrings:{Name}" : $"Parameters:{Name}");
        set;
    }

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">None was given and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_value.Value);
    }

    /// <inheritdoc cref="GetValueAsync(CancellationToken)"/>
    public ValueTask<string?> GetValueAsync(ValueProviderContext _, CancellationToken cancellationToken) =>
        GetValueAsync(cancellationToken);

    /// <summary>Whether the value is there; says why not.</summary>
    internal bool TryGetValue([NotNullWhen(true)] out string? value, [NotNullWhen(false)] out Exception? fault)
    {
        try
        {
            (value, fault) = (_value.Value, null);
            return true;
        }
        catch (DistributedApplicationException missing)
        {
            (value, fault) = (null, missing);
            return false;
        }
    }
}
