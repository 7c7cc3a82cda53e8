using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is set once somebody knows it; readers wait until then.</summary>
public sealed class ValueSnapshot<T>
    where T : notnull
{
    private readonly TaskCompletionSource<T> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Task<T>? _current;

    /// <summary>Whether a value (not an exception) is there.</summary>
    public bool IsValueSet => Current.IsCompletedSuccessfully;

    private Task<T> Current => _current ?? _first.Task;

    /// <summary>The value; waits for it, and throws what <see cref="SetException"/> was given.</summary>
    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => Current.WaitAsync(cancellationToken);

    internal bool TryGetValue([NotNullWhen(true)] out T? value)
    {
        var current = Current;
        value = current.IsCompletedSuccessfully ? current.GetAwaiter().GetResult() : default;
        return current.IsCompletedSuccessfully;
    }

    /// <summary>Sets the value, or replaces it.</summary>
    public void SetValue(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _current = Task.FromResult(value);
        _first.TrySetResult(value);
    }

    /// <summary>Says why there will be no value.</summary>
    public void SetException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        _current = Task.FromException<T>(exception);
        _first.TrySetException(exception);
        _ = _first.Task.Exception;
        _ = _current.Exception;
    }
}
