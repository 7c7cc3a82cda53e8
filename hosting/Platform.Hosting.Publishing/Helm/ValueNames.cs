using System.Text.RegularExpressions;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>What a value of an object is called, from where it stands: <c>replicas</c>, <c>hpa_max_replicas</c>, <c>resources_limits_cpu</c>.</summary>
internal sealed partial class ValueNames
{
    // Of an object's own words, those that say nothing to whoever fills in values.
    private static readonly HashSet<string> s_silent = ["spec", "template", "metadata", "containers", "data"];
    private readonly List<string> lead = [];

    /// <param name="isAlone">Whether no other object stands in its file.</param>
    public ValueNames(StagedObject found, bool isAlone)
    {
        var file = found.File[(found.File.LastIndexOf('/') + 1)..];
        var stem = Path.GetFileNameWithoutExtension(file);
        Group = HelmValues.KeyOf(found.File.Contains('/') ? found.File[..found.File.IndexOf('/')] : stem);
        Name = (string)found.First["metadata"]!["name"]!;
        if (stem is not ("deployment" or "statefulset") && HelmValues.KeyOf(stem) != Group)
        {
            lead.Add(stem);
        }
        if (!isAlone && HelmValues.KeyOf(Name) != Group)
        {
            lead.Add(Name);
        }
    }

    /// <summary>The folder's name: the resource's.</summary>
    public string Group { get; }

    private string Name { get; }

    /// <param name="words">Keys from the root to the value.</param>
    public string Of(IEnumerable<string> words) => Join(lead.Concat(Own(words)));

    /// <summary>The same without object and file: what values have in common that stand in many places.</summary>
    public string Short(IEnumerable<string> words) => Join(Own(words).Where(word => !word.All(char.IsAsciiDigit)));

    private IEnumerable<string> Own(IEnumerable<string> words) =>
        words.Where(word => !s_silent.Contains(word) && HelmValues.KeyOf(word) != Group);

    private static string Join(IEnumerable<string> words)
    {
        var name = string.Join('_', words.Select(Word));
        return name.Length == 0 ? "value"
            : char.IsAsciiDigit(name[0]) ? $"_{name}"
            : name;
    }

    private static string Word(string word) =>
        HelmValues.KeyOf(CamelCase().IsMatch(word) ? Capital().Replace(word, match => "_" + match.Value.ToLowerInvariant()) : word);

    [GeneratedRegex(@"\A[a-z][a-zA-Z0-9]*\z")]
    private static partial Regex CamelCase();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]+")]
    private static partial Regex Capital();
}
