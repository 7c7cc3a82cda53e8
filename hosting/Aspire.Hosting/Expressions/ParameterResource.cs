using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value given from outside: by configuration, a default, or generated.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Func<ParameterDefault?, string> _callback;
    private readonly Lock _lock = new();
    private Lazy<string> _value;
    private TaskCompletionSource<string>? _asked;

    /// <param name="name">The resource's name.</param>
    /// <param name="callback">Gives the value; called once, with <see cref="Default"/>.</param>
    /// <param name="secret">True to keep the value out of logs and manifests.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Secret = secret;
        _callback = callback;
        _value = Unread();
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

    /// <summary>The value; it may have to be waited for, where a user is asked for it.</summary>
    /// <exception cref="MissingParameterValueException">None was given, there is no default, and nobody to ask.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_asked is { } asked)
            {
                return new(asked.Task.WaitAsync(cancellationToken)!);
            }
        }
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

    /// <summary>A user is asked for the value: who needs it waits for the answer from now on.</summary>
    internal void Await()
    {
        lock (_lock)
        {
            _asked ??= new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>There is nobody to ask any more: who waits gets the error that tells where to put a value.</summary>
    internal void AwaitNoMore()
    {
        lock (_lock)
        {
            if (_asked is { } asked && !TryGetValue(out _, out var fault))
            {
                asked.TrySetException(fault);
            }
            _asked = null;
        }
    }

    /// <summary>The value for all who ask from now on, and those who wait.</summary>
    internal void SetValue(string value)
    {
        lock (_lock)
        {
            _value = new Lazy<string>(value);
            _asked?.TrySetResult(value);
            _asked = null;
        }
    }

    /// <summary>Forgets the value: it is read anew.</summary>
    internal void Reread()
    {
        lock (_lock)
        {
            _value = Unread();
        }
    }

    private Lazy<string> Unread() => new(() => _callback(Default), LazyThreadSafetyMode.ExecutionAndPublication);
}
