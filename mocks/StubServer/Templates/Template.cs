using System.Text;
using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Templates;

/// <summary>Text with <c>{{expressions}}</c>: a small part of Handlebars. Nothing is escaped, as WireMock has it.</summary>
public sealed class Template
{
    private readonly List<Func<TemplateContext, string>> pieces = [];

    /// <exception cref="StubRefusedException">It uses what is not supported.</exception>
    public Template(string text, string pointer)
    {
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is var open and >= 0)
        {
            Literal(text[at..open]);
            var isTriple = text.AsSpan(open).StartsWith("{{{");
            var close = text.IndexOf(isTriple ? "}}}" : "}}", open, StringComparison.Ordinal);
            if (close < 0)
                throw new StubRefusedException(pointer, "a template expression is not closed");
            pieces.Add(TemplateExpression.Parse(text[(open + (isTriple ? 3 : 2))..close].Trim(), pointer));
            at = close + (isTriple ? 3 : 2);
        }
        Literal(text[at..]);
    }

    public string Render(TemplateContext context)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
            text.Append(piece(context));
        return text.ToString();
    }

    private void Literal(string text)
    {
        if (text.Length > 0)
            pieces.Add(_ => text);
    }
}
