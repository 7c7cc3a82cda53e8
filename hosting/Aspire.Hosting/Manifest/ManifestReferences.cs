using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>A parameter's percent-encoded value, a resource of its own in the manifest.</summary>
internal sealed record EncodedParameter(string Name, ParameterResource Parameter);

/// <summary>What the written resources refer to and the model does not hold: it is written after the model, once each.</summary>
internal sealed class ManifestReferences
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<IResource> _seen = [];
    private readonly Queue<IResource> _resources = new();
    private readonly Dictionary<ParameterResource, EncodedParameter> _encoded = [];
    private readonly OrderedDictionary<ParameterResource, EncodedParameter> _pendingEncoded = [];
    private readonly HashSet<string> _conditionalNames = new(StringComparer.Ordinal);
    private readonly Queue<ReferenceExpression> _conditionals = new();

    public bool HasPending => _resources.Count + _pendingEncoded.Count + _conditionals.Count > 0;

    /// <summary>Names that are written anyway.</summary>
    public void Reserve(IEnumerable<string> names) => _names.UnionWith(names);

    /// <summary>Notes every resource and choice within a value, however deep.</summary>
    public void Add(object? value)
    {
        if (value is IResource resource)
        {
            // Seen before means walked before: this bounds the work, and ends cycles.
            if (!_seen.Add(resource))
            {
                return;
            }

            if (_names.Add(resource.Name))
            {
                _resources.Enqueue(resource);
            }
        }
        else if (value is ReferenceExpression { ConditionalResourceName: { } name } conditional && _conditionalNames.Add(name))
        {
            _conditionals.Enqueue(conditional);
        }

        if (value is IValueWithReferences { References: var references })
        {
            foreach (var reference in references)
            {
                Add(reference);
            }
        }
    }

    /// <summary>The name under which the parameter's percent-encoded value is written.</summary>
    public string Encode(ParameterResource parameter)
    {
        if (!_encoded.TryGetValue(parameter, out var encoded))
        {
            encoded = new(Unused($"{parameter.Name}-uri-encoded"), parameter);
            _encoded.Add(parameter, encoded);
            _pendingEncoded.Add(parameter, encoded);
        }

        return encoded.Name;
    }

    public bool TryTakeResource([NotNullWhen(true)] out IResource? resource) => _resources.TryDequeue(out resource);

    public bool TryTakeConditional([NotNullWhen(true)] out ReferenceExpression? conditional) => _conditionals.TryDequeue(out conditional);

    /// <summary>The encoded value of a parameter, unless it is written or never asked for.</summary>
    public bool TryTakeEncoded(ParameterResource parameter, [NotNullWhen(true)] out EncodedParameter? encoded) =>
        _pendingEncoded.Remove(parameter, out encoded);

    /// <summary>The encoded value asked for first of those not written yet.</summary>
    public bool TryTakeEncoded([NotNullWhen(true)] out EncodedParameter? encoded)
    {
        encoded = _pendingEncoded.Count > 0 ? _pendingEncoded.GetAt(0).Value : null;
        return encoded is not null && _pendingEncoded.Remove(encoded.Parameter);
    }

    private string Unused(string name)
    {
        var unused = name;
        for (var suffix = 1; !_names.Add(unused); suffix++)
        {
            unused = $"{name}-{suffix}";
        }

        return unused;
    }
}
