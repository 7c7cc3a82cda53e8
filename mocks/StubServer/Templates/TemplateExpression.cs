using System.Text.RegularExpressions;
using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Templates;

/// <summary>What stands between the braces: a path, or a helper with arguments and options.</summary>
internal static partial class TemplateExpression
{
    public static Func<TemplateContext, string> Parse(string text, string pointer)
    {
        if (text.StartsWith('!'))
            return _ => "";
        var words = Words().Matches(text).ToList();
        // Whatever is between the words and is not a space was not understood.
        if (words.Count == 0 || !string.IsNullOrWhiteSpace(Words().Replace(text, "")))
            throw Refuse(text, pointer);
        var name = words[0].Value;
        if (TemplatePath.IsPath(name))
            return words.Count == 1 ? TemplatePath.Parse(name, pointer) : throw Refuse(text, pointer);
        if (!TemplateHelpers.All.TryGetValue(name, out var helper))
            throw Refuse(text, pointer);
        var arguments = new List<HelperArgument>();
        var options = new Dictionary<string, string>();
        foreach (var word in words.Skip(1))
            if (word.Groups["key"].Success)
                options[word.Groups["key"].Value] = Unquote(word.Groups["value"].Value);
            else if (TemplatePath.IsPath(word.Value))
                arguments.Add(new HelperArgument(TemplatePath.Parse(word.Value, pointer), null));
            else
            {
                var literal = Unquote(word.Value);
                arguments.Add(new HelperArgument(_ => literal, literal));
            }
        return helper(new HelperCall(name, arguments, options, pointer));
    }

    private static string Unquote(string word) => word.Length > 1 && word[0] is '\'' or '"' ? word[1..^1] : word;

    private static StubRefusedException Refuse(string text, string pointer) =>
        new(
            pointer,
            $"the template expression {{{{{text}}}}} is not supported; known are paths under request and parameters and the helpers {string.Join(", ", TemplateHelpers.All.Keys)}"
        );

    [GeneratedRegex("""(?<key>[A-Za-z-]+)=(?<value>'[^']*'|"[^"]*"|[^\s'"()]+)|'[^']*'|"[^"]*"|[A-Za-z0-9_.\-\[\]]+""")]
    private static partial Regex Words();
}
