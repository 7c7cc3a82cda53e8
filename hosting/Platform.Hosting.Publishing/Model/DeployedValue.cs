using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Publishing.Model;

/// <summary>A text made of parts; each target prints the parts its own way, and no secret is ever put together outside the process that uses it.</summary>
public sealed record DeployedValue(IReadOnlyList<ValuePart> Parts)
{
    public static DeployedValue Of(string text) => new([new LiteralPart(text)]);

    public static DeployedValue Of(params ValuePart[] parts) => new(parts);

    public bool HasSecret => Parts.Any(part => part is SecretPart);

    /// <summary>The text, where there are no parts but literals; else null.</summary>
    public string? Literal =>
        Parts.All(part => part is LiteralPart) ? string.Concat(Parts.Cast<LiteralPart>().Select(part => part.Text)) : null;

    public bool Equals(DeployedValue? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);
}

/// <summary>A piece of a value.</summary>
/// <param name="Format"><c>uri</c>: percent-encoded; null: as it is.</param>
public abstract record ValuePart(string? Format = null);

public sealed record LiteralPart(string Text) : ValuePart;

/// <summary>A value that the deployment gives and that may be read.</summary>
public sealed record ParameterPart(string Name, string? Format = null) : ValuePart(Format);

/// <summary>A value that the deployment gives and that nobody may read.</summary>
public sealed record SecretPart(string Name, string? Format = null) : ValuePart(Format);

/// <summary>A property of another component's endpoint.</summary>
public sealed record EndpointPart(string Component, string Endpoint, EndpointProperty Property, string? Format = null) : ValuePart(Format);
