using System.Text;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary>One way to write a date.</summary>
internal abstract class DateFormat
{
    /// <returns>False when the text is not of this format.</returns>
    public abstract bool TryRead(ReadOnlySpan<char> text, ref DateFields fields);

    public abstract void Print(StringBuilder to, long utcMillis, DateZone zone);

    /// <summary>Takes a number off the front.</summary>
    internal static bool TryDigits(ref ReadOnlySpan<char> text, int least, int most, out int value)
    {
        value = 0;
        var length = 0;
        while (length < text.Length && length < most && char.IsAsciiDigit(text[length]))
        {
            value = value * 10 + (text[length++] - '0');
        }

        text = text[length..];
        return length >= least;
    }
}
