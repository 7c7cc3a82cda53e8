namespace Aspire.Hosting.ApplicationModel;

/// <summary>The formats that a value in an expression may have.</summary>
internal static class ValueFormat
{
    /// <summary>Percent-encodes all but unreserved characters.</summary>
    public const string Uri = "uri";

    public static string? Apply(string? value, string? format)
    {
        Validate(format);
        return value is null || string.IsNullOrEmpty(format) ? value : System.Uri.EscapeDataString(value);
    }

    public static void Validate(string? format)
    {
        if (!string.IsNullOrEmpty(format) && !string.Equals(format, Uri, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"The format '{format}' is not supported. Supported formats are '{Uri}' (percent-encoding).");
        }
    }
}
