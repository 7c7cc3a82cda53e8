using System.Globalization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A number or a text: a port or its name, a count or a percentage.</summary>
public sealed record Int32OrStringV1(int? Number = null, string? Text = null) : IEquatable<int>, IEquatable<string>
{
    public Int32OrStringV1(int value)
        : this((int?)value, null) { }

    /// <summary>A text of digits is the number.</summary>
    public Int32OrStringV1(string? value)
        : this(Parse(value), Parse(value) is null ? value : null) { }

    /// <summary>As text, whichever it is.</summary>
    public string? Value => Number?.ToString(CultureInfo.InvariantCulture) ?? Text;

    public static implicit operator Int32OrStringV1(int value) => new(value);

    public static implicit operator Int32OrStringV1(string? value) => new(value);

    public static implicit operator string?(Int32OrStringV1? value) => value?.Value;

    public bool Equals(int other) => Number == other;

    public bool Equals(string? other) => Value == other;

    public override string ToString() => Value ?? "";

    private static int? Parse(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
