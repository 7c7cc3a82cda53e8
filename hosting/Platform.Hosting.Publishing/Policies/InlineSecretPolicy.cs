using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>Who reads the output learns no secret: neither a value that a parameter has on this machine, in whichever coding, nor a literal where a secret belongs.</summary>
internal sealed partial class InlineSecretPolicy : IPolicy
{
    // Shorter ones ("admin", "1234") stand in any text by chance.
    private const int ShortestSought = 6;
    private const string Remedy = "Make it a secret parameter: builder.AddParameter(\"…\", secret: true).";

    public Policy Id => Policy.InlineSecret;

    public IEnumerable<Violation> Check(PolicyContext context) =>
        KnownValues(context).Concat(context.Output.Objects.SelectMany(one => Literals(one, context))).Distinct();

    private static IEnumerable<Violation> KnownValues(PolicyContext context)
    {
        foreach (var (name, value) in context.SecretValues.Where(secret => secret.Value.Length >= ShortestSought))
        {
            var codings = Codings(value).Distinct(StringComparer.Ordinal).ToList();
            foreach (
                var file in context.Output.Files.Where(file =>
                    codings.Exists(coding => file.Text.Contains(coding, StringComparison.Ordinal))
                )
            )
            {
                yield return new Violation(
                    name,
                    file.Stage,
                    $"the parameter's value stands in {file.Path}.",
                    "Pass it as a parameter, never as a text."
                );
            }
        }
    }

    /// <summary>As it is, percent-encoded, and as base64 has it at each of the three places it may begin at.</summary>
    private static IEnumerable<string> Codings(string value)
    {
        yield return value;
        yield return Uri.EscapeDataString(value);
        var bytes = Encoding.UTF8.GetBytes(value);
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            // The first and the last characters are made of the neighbours too.
            var first = shift == 0 ? 0 : shift + 1;
            var length = ((shift + bytes.Length) * 8 / 6) - first;
            yield return text.Substring(first, length);
        }
    }

    private static IEnumerable<Violation> Literals(EmittedObject one, PolicyContext context)
    {
        var resource = context.ResourceOf(one);
        foreach (var (where, name, value) in Settings(one))
        {
            if (value.Length > 0 && ((SecretName().IsMatch(name) && !IsReference(value)) || Credentials().IsMatch(value)))
            {
                yield return new Violation(resource, one.Stage, $"{where} has a literal in {name}.", Remedy);
            }
        }
    }

    private static IEnumerable<(string Where, string Name, string Value)> Settings(EmittedObject one)
    {
        var where = $"{one.Kind} {one.Name} in {one.Target}";
        switch (one.Kind)
        {
            case "Secret":
                foreach (var (key, value) in Entries(one.Tree["stringData"]).Concat(Entries(one.Tree["data"])))
                {
                    // Whatever it is called: a secret's data are secrets.
                    yield return (where, $"{key} (password)", value);
                }
                break;
            case "ConfigMap":
                foreach (var (key, value) in Entries(one.Tree["data"]))
                {
                    yield return (where, key, value);
                }
                break;
            case EmittedObject.ComposeService:
                foreach (var (key, value) in Entries(one.Tree["environment"]))
                {
                    yield return (where, key, value);
                }
                break;
            default:
                foreach (var container in RunningContainer.Of(one, ""))
                {
                    foreach (var variable in (container.Tree["env"] as JsonArray ?? []).OfType<JsonObject>())
                    {
                        yield return (container.Where, variable["name"]?.ToString() ?? "", variable["value"]?.ToString() ?? "");
                    }
                }
                break;
        }
    }

    private static IEnumerable<(string, string)> Entries(JsonNode? map) =>
        map is JsonObject entries ? entries.Select(entry => (entry.Key, entry.Value?.ToString() ?? "")) : [];

    // Filled in elsewhere: by the cluster, by Compose, by the process from a file; a file's path is no secret, nor is yes or no.
    private static bool IsReference(string value) =>
        value.Contains("$(", StringComparison.Ordinal)
        || value.Contains("${", StringComparison.Ordinal)
        || value.Contains("{secret:", StringComparison.Ordinal)
        || value.StartsWith('/')
        || bool.TryParse(value, out _)
        || value.All(char.IsAsciiDigit);

    // An access key is a user's name; its secret is another.
    [GeneratedRegex(@"(?:password|passwd|secret|api_?key|secret_?(?:access_?)?key|private_?key|token)\)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // scheme://user:password@host, and Password=… of a connection string, with a literal; a shell's variable may stand in quotes.
    [GeneratedRegex(@"://[^/\s:@$({]+:[^/\s@$({]+@|(?:\A|[;,\s])password=(?![""'\\]*[$({%<])[""'\\]*[^""'\\;,\s]", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
