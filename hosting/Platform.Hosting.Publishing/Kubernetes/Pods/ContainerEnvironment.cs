using Aspire.Hosting;
using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>
/// The environment of a container: plain values for a config map; the rest as variables. A value with a secret or a parameter in it is put
/// together by the cluster in the container, from variables that stand before it: no object holds it.
/// </summary>
internal sealed class ContainerEnvironment
{
    private readonly KubernetesContext context;
    private readonly Workload workload;
    private readonly HashSet<string> taken;
    private readonly OrderedDictionary<string, EnvVarV1> sources = new(StringComparer.Ordinal);
    private readonly List<EnvVarV1> composed = [];

    public ContainerEnvironment(KubernetesContext context, Workload workload)
    {
        this.context = context;
        this.workload = workload;
        var entries = Entries().ToList();
        taken = [.. entries.Select(entry => entry.Name)];
        foreach (var (name, value) in entries)
        {
            Add(name, value);
        }
        Arguments = [.. workload.Arguments.Select(Text)];
    }

    /// <summary>Values that may be read, by variable.</summary>
    public Dictionary<string, string> Plain { get; } = [];

    /// <summary>Secrets and parameters first, then what is made of them.</summary>
    public IEnumerable<EnvVarV1> Variables => sources.Values.Concat(composed);

    /// <summary>The arguments, with <c>$(NAME)</c> for what the cluster puts in.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Parameters that may be read and that the container asks for.</summary>
    public SortedSet<string> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Certificates of authorities that the container must trust.</summary>
    public List<CertificateFile> Certificates { get; } = [];

    // What the graph sets itself goes before what a connection brings along.
    private IEnumerable<EnvironmentEntry> Entries()
    {
        var entries = new OrderedDictionary<string, EnvironmentEntry>(StringComparer.Ordinal);
        foreach (var use in workload.Connections)
        {
            var connection = context.Connector.Connect(workload, use);
            entries[use.Variable] = new(use.Variable, connection.ConnectionString);
            foreach (var (variable, property) in use.Properties)
            {
                if (connection.Properties.TryGetValue(property, out var value))
                {
                    entries[variable] = new(variable, value);
                }
            }
            if (connection.Certificate is { } certificate && !Certificates.Contains(certificate))
            {
                Certificates.Add(certificate);
            }
        }
        foreach (var entry in workload.Environment)
        {
            entries[entry.Name] = entry;
        }
        return entries.Values;
    }

    private void Add(string name, DeployedValue value)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
        {
            throw new DistributedApplicationException(
                $"'{workload.Name}' has a variable that Kubernetes cannot set: '{name}'. Letters, digits, '_', '-' and '.' can be had, no digit first: rename it in the AppHost."
            );
        }
        var parts = EndpointValues.Resolve(context, workload, value);
        if (parts.All(part => part is LiteralPart))
        {
            Plain[name] = string.Concat(parts.Cast<LiteralPart>().Select(part => part.Text));
        }
        else if (parts is [{ } single and not LiteralPart])
        {
            composed.Add(new() { Name = name, ValueFrom = Source(single) });
        }
        else
        {
            composed.Add(new() { Name = name, Value = Text(parts) });
        }
    }

    private string Text(DeployedValue value) => Text(EndpointValues.Resolve(context, workload, value));

    // The cluster takes $(NAME) for a variable and $$ for one $.
    private string Text(IReadOnlyList<ValuePart> parts) =>
        string.Concat(
            parts.Select(part =>
                part is LiteralPart literal ? literal.Text.Replace("$", "$$", StringComparison.Ordinal) : $"$({Variable(part)})"
            )
        );

    private string Variable(ValuePart part)
    {
        var (prefix, name) = part switch
        {
            SecretPart secret => ("SECRET_", SecretKey(secret)),
            ParameterPart parameter => ("PARAMETER_", ParameterValues.Key(parameter)),
            _ => throw new InvalidOperationException($"{part} is not resolved."),
        };
        var key = prefix + name;
        if (!sources.TryGetValue(key, out var variable))
        {
            var unique = prefix + VariableName.Of(name);
            while (!taken.Add(unique))
            {
                unique += "_";
            }
            sources[key] = variable = new() { Name = unique, ValueFrom = Source(part) };
        }
        return variable.Name!;
    }

    private EnvVarSourceV1 Source(ValuePart part)
    {
        if (part is SecretPart secret)
        {
            return new()
            {
                SecretKeyRef = new() { Name = WorkloadSecrets.NameOf(KubernetesName.Of(workload.Name)), Key = SecretKey(secret) },
            };
        }
        var parameter = (ParameterPart)part;
        Parameters.Add(ParameterValues.Key(parameter));
        return new()
        {
            ConfigMapKeyRef = new() { Name = ParameterValues.Map, Key = ParameterValues.Key(parameter) },
        };
    }

    /// <summary>The cluster cannot percent-encode: a secret that must be is a key of its own.</summary>
    internal static string SecretKey(SecretPart secret) => secret.Format is "uri" ? $"{secret.Name}-uri" : secret.Name;
}
