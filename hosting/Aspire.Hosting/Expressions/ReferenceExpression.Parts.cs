using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public partial class ReferenceExpression
{
    /// <summary>A piece of the expression: literal text, or a value with its format.</summary>
    internal readonly record struct Part(string? Text, IValueProvider? Value, string? StringFormat);

    /// <summary>The pieces in order: the composite format taken apart.</summary>
    internal IEnumerable<Part> Parts()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Format.Length; i++)
        {
            var c = Format[i];
            if (c is not ('{' or '}') || (i + 1 < Format.Length && Format[i + 1] == c))
            {
                text.Append(c);
                i += c is '{' or '}' ? 1 : 0;
                continue;
            }

            var end = Format.IndexOf('}', i);
            var index = int.Parse(Format.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture);
            if (text.Length > 0)
            {
                yield return new(text.ToString(), null, null);
                text.Clear();
            }

            yield return new(null, ValueProviders[index], StringFormats[index]);
            i = end;
        }

        if (text.Length > 0)
        {
            yield return new(text.ToString(), null, null);
        }
    }
}
