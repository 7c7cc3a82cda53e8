using System.Globalization;
using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Floating-point numbers as Java prints them, and Elasticsearch with it: <c>1.0</c>, <c>1.0E10</c>; what is no number is a string.</summary>
internal static class JavaNumbers
{
    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteRawValue(Text(value), skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(Text(value));
        }
    }

    public static void Write(Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        Write(writer, value);
    }

    public static void WriteFloat(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
        {
            writer.WriteRawValue(Laid(value.ToString("R", CultureInfo.InvariantCulture)), skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(Text(value));
        }
    }

    public static string Text(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value)
            ? value > 0 ? "Infinity"
                : "-Infinity"
        : Laid(value.ToString("R", CultureInfo.InvariantCulture));

    /// <param name="shortest">.NET's shortest digits that read back as the same number: the same as Java's, written otherwise.</param>
    private static string Laid(string shortest)
    {
        var negative = shortest[0] == '-';
        var number = negative ? shortest.AsSpan(1) : shortest;
        var e = number.IndexOf('E');
        var exponent = e < 0 ? 0 : int.Parse(number[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? number : number[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var digits = string.Concat(whole, point < 0 ? "" : mantissa[(point + 1)..]);
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        var sign = negative ? "-" : "";
        if (digits.Length == 0)
        {
            return sign + "0.0";
        }

        // value = 0.digits × 10^magnitude
        var magnitude = whole.Length + exponent - leading;
        if (magnitude is > -3 and <= 7)
        {
            return magnitude <= 0 ? $"{sign}0.{new string('0', -magnitude)}{digits}"
                : magnitude >= digits.Length ? $"{sign}{digits}{new string('0', magnitude - digits.Length)}.0"
                : $"{sign}{digits[..magnitude]}.{digits[magnitude..]}";
        }

        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{magnitude - 1}");
    }
}
