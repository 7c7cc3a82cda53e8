namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which rules a resource's name must obey.</summary>
public sealed class NameValidationPolicyAnnotation : IResourceAnnotation
{
    /// <summary>1 to 64 ASCII letters, digits and single hyphens; a letter first, no hyphen last.</summary>
    public static readonly NameValidationPolicyAnnotation Default = new();

    /// <summary>Any name but the empty one.</summary>
    public static readonly NameValidationPolicyAnnotation None = new()
    {
        MaxLength = null,
        ValidateAllowedCharacters = false,
        ValidateNoConsecutiveHyphens = false,
        ValidateNoTrailingHyphen = false,
        ValidateStartsWithLetter = false,
    };

    /// <summary>Default: 64. Null for no limit.</summary>
    public int? MaxLength { get; init; } = 64;

    public bool ValidateStartsWithLetter { get; init; } = true;

    public bool ValidateAllowedCharacters { get; init; } = true;

    public bool ValidateNoConsecutiveHyphens { get; init; } = true;

    public bool ValidateNoTrailingHyphen { get; init; } = true;
}
