using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value, as for a password.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>Characters at least.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether lower-case letters may occur. Default: yes.</summary>
    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    /// <summary>Whether special characters may occur. Default: yes.</summary>
    public bool Special { get; set; } = true;

    /// <summary>Lower-case letters at least.</summary>
    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override string GetDefaultValue() => PasswordGenerator.Generate(this);

    public override void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        foreach (var (name, allowed) in new[] { ("lower", Lower), ("upper", Upper), ("numeric", Numeric), ("special", Special) })
        {
            if (!allowed)
            {
                writer.WriteBoolean(name, false);
            }
        }

        foreach (
            var (name, least) in new[]
            {
                ("minLower", MinLower),
                ("minUpper", MinUpper),
                ("minNumeric", MinNumeric),
                ("minSpecial", MinSpecial),
            }
        )
        {
            if (least > 0)
            {
                writer.WriteNumber(name, least);
            }
        }

        writer.WriteEndObject();
    }
}
