namespace Aspire.Hosting;

/// <summary>Names of the model as names of environment variables.</summary>
internal static class VariableName
{
    /// <summary>Upper case, with an underscore for whatever a variable's name may not hold.</summary>
    public static string Of(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetter(c) || (char.IsAsciiDigit(c) && i > 0) ? char.ToUpperInvariant(c) : '_'));
}
