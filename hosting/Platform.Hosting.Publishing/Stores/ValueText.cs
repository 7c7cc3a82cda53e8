using System.Globalization;
using System.Text;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>Puts a value together; neighbouring literals become one.</summary>
public sealed class ValueText
{
    private readonly List<ValuePart> parts = [];
    private readonly StringBuilder literal = new();

    public ValueText Add(string text)
    {
        literal.Append(text);
        return this;
    }

    public ValueText Add(int number) => Add(number.ToString(CultureInfo.InvariantCulture));

    public ValueText Add(ValuePart part)
    {
        if (part is LiteralPart text)
        {
            return Add(text.Format is null ? text.Text : Uri.EscapeDataString(text.Text));
        }
        Flush();
        parts.Add(part);
        return this;
    }

    public ValueText Add(DeployedValue value)
    {
        foreach (var part in value.Parts)
        {
            Add(part);
        }
        return this;
    }

    public DeployedValue Build()
    {
        Flush();
        return new([.. parts]);
    }

    private void Flush()
    {
        if (literal.Length > 0)
        {
            parts.Add(new LiteralPart(literal.ToString()));
            literal.Clear();
        }
    }
}
