using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text and values of an expression under construction.</summary>
internal sealed class ExpressionParts(int literalLength = 0, int valueCount = 0)
{
    private readonly StringBuilder _format = new(literalLength + 4 * valueCount);
    private readonly List<IValueProvider> _values = new(valueCount);
    private readonly List<string> _manifestExpressions = new(valueCount);
    private readonly List<string?> _stringFormats = new(valueCount);

    public bool IsEmpty => _format.Length is 0;

    public void AddText(string? text, string? format)
    {
        if (text is not null)
        {
            _format.Append(
                ValueFormat.Apply(text, format)!.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
            );
        }
    }

    public void AddValue(object value, string? format)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value is not (IValueProvider provider and IManifestExpressionProvider placeholder))
        {
            throw new ArgumentException(
                $"A value in an expression must be both an IValueProvider and an IManifestExpressionProvider; {value.GetType()} is not.",
                nameof(value)
            );
        }

        ValueFormat.Validate(format);
        _format.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(provider);
        _manifestExpressions.Add(placeholder.ValueExpression);
        _stringFormats.Add(format);
    }

    public void Add(ReferenceExpression expression)
    {
        if (expression.IsConditional)
        {
            AddValue(expression, format: null);
            return;
        }

        foreach (var part in expression.Parts())
        {
            if (part.Value is { } value)
            {
                AddValue(value, part.StringFormat);
            }
            else
            {
                AddText(part.Text, format: null);
            }
        }
    }

    public ReferenceExpression ToExpression() =>
        IsEmpty ? ReferenceExpression.Empty : new(_format.ToString(), [.. _values], [.. _manifestExpressions], [.. _stringFormats]);
}
