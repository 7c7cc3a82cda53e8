using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Mocks.Stubs.Json;

/// <summary>Reads a path by recursive descent.</summary>
internal sealed class JsonPathParser(string text, string pointer)
{
    private int at;

    public JsonPath Parse()
    {
        // A path may leave out the dollar: a.b is $.a.b.
        var steps = Take("$") ? Steps() : [new NameStep([Name()]), .. Steps()];
        return at == text.Length ? new JsonPath(steps) : throw Refuse();
    }

    private List<JsonPathStep> Steps()
    {
        var steps = new List<JsonPathStep>();
        while (true)
        {
            if (Take(".."))
            {
                steps.Add(new DescendStep());
                if (!Peek("["))
                    steps.Add(Dotted());
            }
            else if (Take("."))
                steps.Add(Dotted());
            else if (Take("["))
                steps.Add(Bracketed());
            else
                return steps;
        }
    }

    private JsonPathStep Dotted()
    {
        if (Take("*"))
            return new WildcardStep();
        var name = Name();
        if (!Take("("))
            return new NameStep([name]);
        return name is "length" or "size" && Take(")") ? new LengthStep() : throw Refuse();
    }

    private JsonPathStep Bracketed()
    {
        SkipSpace();
        JsonPathStep step;
        if (Take("*"))
            step = new WildcardStep();
        else if (Take("?"))
            step = new FilterStep(Parenthesised());
        else if (Peek("'") || Peek("\""))
            step = new NameStep(List(Quoted));
        else if (Peek(":"))
            step = Slice(null);
        else
        {
            var first = Integer();
            step =
                Peek(":") ? Slice(first)
                : Take(",") ? new IndexStep([first, .. List(Integer)])
                : new IndexStep([first]);
        }
        Expect("]");
        return step;
    }

    private SliceStep Slice(int? from)
    {
        Expect(":");
        SkipSpace();
        return new SliceStep(from, Peek("]") ? null : Integer());
    }

    private JsonPathCondition Parenthesised()
    {
        Expect("(");
        var condition = Any();
        Expect(")");
        return condition;
    }

    private JsonPathCondition Any()
    {
        var left = All();
        while (TakeSpaced("||"))
            left = new AnyCondition(left, All());
        return left;
    }

    private JsonPathCondition All()
    {
        var left = Single();
        while (TakeSpaced("&&"))
            left = new AllCondition(left, Single());
        return left;
    }

    private JsonPathCondition Single()
    {
        SkipSpace();
        if (Take("!"))
            return new NotCondition(Single());
        if (Peek("("))
            return Parenthesised();
        var left = Operand();
        if (TakeSpaced("=~"))
            return new RegexCondition(left, Pattern());
        foreach (var comparison in new[] { "==", "!=", "<=", ">=", "<", ">" })
            if (TakeSpaced(comparison))
                return new CompareCondition(left, comparison, Operand());
        return new ExistsCondition(left);
    }

    private JsonPathOperand Operand()
    {
        SkipSpace();
        if (Take("@"))
            return new JsonPathOperand(null, new JsonPath(Steps()), FromRoot: false);
        if (Take("$"))
            return new JsonPathOperand(null, new JsonPath(Steps()), FromRoot: true);
        if (Peek("'") || Peek("\""))
            return new JsonPathOperand(JsonSerializer.SerializeToElement(Quoted()), null, FromRoot: false);
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '+' or '.'))
            at++;
        try
        {
            return new JsonPathOperand(JsonSerializer.Deserialize<JsonElement>(text[start..at]), null, FromRoot: false);
        }
        catch (JsonException)
        {
            throw Refuse();
        }
    }

    private Regex Pattern()
    {
        SkipSpace();
        Expect("/");
        var start = at;
        while (at < text.Length && text[at] != '/')
            at += text[at] == '\\' ? 2 : 1;
        var pattern = at < text.Length ? text[start..at] : throw Refuse();
        at++;
        return Matching.WholeRegex.Of((Take("i") ? "(?i)" : "") + pattern.Replace("\\/", "/"), pointer);
    }

    private List<T> List<T>(Func<T> item)
    {
        var items = new List<T>();
        do
        {
            SkipSpace();
            items.Add(item());
            SkipSpace();
        } while (Take(","));
        return items;
    }

    private string Quoted()
    {
        var quote = text[at++];
        var value = new System.Text.StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            value.Append(text[at++]);
        }
        if (at++ >= text.Length)
            throw Refuse();
        return value.ToString();
    }

    private int Integer()
    {
        SkipSpace();
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (at == start && text[at] == '-')))
            at++;
        return int.TryParse(text.AsSpan(start, at - start), out var number) ? number : throw Refuse();
    }

    private string Name()
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-'))
            at++;
        return at > start ? text[start..at] : throw Refuse();
    }

    private bool TakeSpaced(string token)
    {
        SkipSpace();
        return Take(token);
    }

    private bool Take(string token)
    {
        if (!Peek(token))
            return false;
        at += token.Length;
        return true;
    }

    private bool Peek(string token) => string.CompareOrdinal(text, at, token, 0, token.Length) == 0;

    private void Expect(string token)
    {
        SkipSpace();
        if (!Take(token))
            throw Refuse();
    }

    private void SkipSpace()
    {
        while (at < text.Length && text[at] == ' ')
            at++;
    }

    private StubRefusedException Refuse() =>
        new(pointer, $"the JSONPath '{text}' is not supported from position {Math.Min(at, text.Length)} on");
}
