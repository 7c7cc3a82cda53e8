using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aspire.Hosting;

/// <summary>Inputs by order and by name.</summary>
public sealed class InteractionInputCollection : IReadOnlyList<InteractionInput>
{
    private readonly InteractionInput[] _inputs;
    private readonly Dictionary<string, InteractionInput> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">Two inputs have one name.</exception>
    public InteractionInputCollection(IReadOnlyList<InteractionInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _inputs = [.. inputs];
        foreach (var input in _inputs)
        {
            if (!_byName.TryAdd(input.Name, input))
            {
                throw new InvalidOperationException(
                    $"Two inputs are named '{input.Name}'. Names of inputs are unique, regardless of case."
                );
            }
        }
    }

    public int Count => _inputs.Length;

    /// <summary>The inputs' names, in order.</summary>
    public IEnumerable<string> Names => _inputs.Select(input => input.Name);

    public InteractionInput this[int index] => _inputs[index];

    /// <exception cref="KeyNotFoundException">There is no input of that name.</exception>
    public InteractionInput this[string name] =>
        _byName.TryGetValue(name, out var input)
            ? input
            : throw new KeyNotFoundException($"There is no input '{name}'. There are: {string.Join(", ", Names)}.");

    public bool ContainsName(string name) => _byName.ContainsKey(name);

    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input) => _byName.TryGetValue(name, out input);

    /// <summary>An answer as text; null where there is none.</summary>
    public string? GetString(string name) => this[name].Value;

    public bool GetBoolean(string name) => bool.Parse(Answer(name));

    public int GetInt32(string name) => int.Parse(Answer(name), CultureInfo.InvariantCulture);

    public double GetDouble(string name) => double.Parse(Answer(name), CultureInfo.InvariantCulture);

    public InteractionInput[] ToArray() => [.. _inputs];

    public IEnumerator<InteractionInput> GetEnumerator() => ((IEnumerable<InteractionInput>)_inputs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Answer(string name) => this[name].Value ?? throw new InvalidOperationException($"The input '{name}' has no value.");
}
