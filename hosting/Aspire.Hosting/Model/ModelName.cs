namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rules for names.</summary>
internal static class ModelName
{
    public static void Validate(string target, string name, NameValidationPolicyAnnotation? policy = null)
    {
        if (Fault(target, name, policy ?? NameValidationPolicyAnnotation.Default) is { } fault)
        {
            throw new ArgumentException(fault, nameof(name));
        }
    }

    /// <summary>Checks a resource's name by its own policy, where it has one.</summary>
    public static void Validate(IResource resource) =>
        Validate("Resource", resource.Name, resource.Annotations.OfType<NameValidationPolicyAnnotation>().LastOrDefault());

    public static string? Fault(string target, string name, NameValidationPolicyAnnotation policy)
    {
        ArgumentNullException.ThrowIfNull(name);
        var subject = $"{target} name '{name}' is invalid.";
        if (name.Length is 0 || name.Length > policy.MaxLength)
        {
            return policy.MaxLength is { } most
                ? $"{subject} Name must be between 1 and {most} characters long."
                : $"{subject} Name must not be empty.";
        }

        if (policy.ValidateAllowedCharacters && !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-'))
        {
            return $"{subject} Name must contain only ASCII letters, digits, and hyphens.";
        }

        if (policy.ValidateNoConsecutiveHyphens && name.Contains("--", StringComparison.Ordinal))
        {
            return $"{subject} Name cannot contain consecutive hyphens.";
        }

        if (policy.ValidateStartsWithLetter && !char.IsAsciiLetter(name[0]))
        {
            return $"{subject} Name must start with an ASCII letter.";
        }

        return policy.ValidateNoTrailingHyphen && name[^1] is '-' ? $"{subject} Name cannot end with a hyphen." : null;
    }
}
