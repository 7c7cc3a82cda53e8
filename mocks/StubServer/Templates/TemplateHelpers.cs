using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Matching;

namespace Platform.Mocks.Stubs.Templates;

/// <summary>The helpers there are.</summary>
internal static class TemplateHelpers
{
    private const string Digits = "0123456789";
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public static readonly IReadOnlyDictionary<string, Func<HelperCall, Func<TemplateContext, string>>> All = new Dictionary<
        string,
        Func<HelperCall, Func<TemplateContext, string>>
    >
    {
        ["jsonPath"] = JsonPathOf,
        ["now"] = NowHelper.Read,
        ["randomValue"] = RandomValue,
        ["randomInt"] = RandomInt,
        ["upper"] = Of(text => text.ToUpperInvariant()),
        ["lower"] = Of(text => text.ToLowerInvariant()),
        ["trim"] = Of(text => text.Trim()),
        ["base64"] = Of(text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        ["urlEncode"] = Of(text => System.Net.WebUtility.UrlEncode(text)),
    };

    private static Func<HelperCall, Func<TemplateContext, string>> Of(Func<string, string> change) =>
        call =>
        {
            var argument = call.Expect(1).Arguments[0].Value;
            return context => change(argument(context));
        };

    private static Func<TemplateContext, string> JsonPathOf(HelperCall call)
    {
        var source = call.Expect(2).Arguments[0].Value;
        var path = JsonPath.Parse(call.Arguments[1].Literal ?? throw call.Refuse("the path has to be a literal"), call.Pointer);
        return context =>
        {
            var found = new Value(source(context)).Json is { } json ? path.Find(json) : [];
            if (path.IsDefinite)
                return found is [var only] ? JsonText.Plain(only) : "";
            return $"[{string.Join(",", found.Select(element => element.GetRawText()))}]";
        };
    }

    private static Func<TemplateContext, string> RandomValue(HelperCall call)
    {
        call.Expect(0, "type", "length", "uppercase");
        var length = call.Option("length", 36);
        var isUpper = call.Option("uppercase") == "true";
        var letters = isUpper ? Letters.ToUpperInvariant() : Letters;
        var alphabet = call.Option("type") switch
        {
            "UUID" => null,
            "NUMERIC" => Digits,
            "ALPHABETIC" => letters,
            "HEXADECIMAL" => Digits + letters[..6],
            null or "ALPHANUMERIC" => Digits + letters,
            var other => throw call.Refuse($"the type {other} is not supported"),
        };
        return _ =>
            alphabet is not null ? RandomNumberGenerator.GetString(alphabet, length)
            : isUpper ? Guid.NewGuid().ToString().ToUpperInvariant()
            : Guid.NewGuid().ToString();
    }

    private static Func<TemplateContext, string> RandomInt(HelperCall call)
    {
        call.Expect(0, "lower", "upper");
        var (lower, upper) = (call.Option("lower", 0), call.Option("upper", int.MaxValue));
        if (lower >= upper)
            throw call.Refuse("lower has to be less than upper");
        return _ => RandomNumberGenerator.GetInt32(lower, upper).ToString(CultureInfo.InvariantCulture);
    }
}
