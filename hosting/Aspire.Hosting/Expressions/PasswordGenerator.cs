using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Random text by the rules of <see cref="GenerateParameterDefault"/>. Letters that are easily taken for others are left out.</summary>
internal static class PasswordGenerator
{
    private const string Lower = "abcdefghjkmnpqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Numeric = "0123456789";

    // None of them needs quoting in a connection string, a URL's user part or a shell's double quotes.
    private const string Special = "-_.{}~()*+!";

    public static string Generate(GenerateParameterDefault rules)
    {
        (string Characters, bool Allowed, int Least, string Name)[] kinds =
        [
            (Lower, rules.Lower, rules.MinLower, nameof(rules.MinLower)),
            (Upper, rules.Upper, rules.MinUpper, nameof(rules.MinUpper)),
            (Numeric, rules.Numeric, rules.MinNumeric, nameof(rules.MinNumeric)),
            (Special, rules.Special, rules.MinSpecial, nameof(rules.MinSpecial)),
        ];
        ArgumentOutOfRangeException.ThrowIfNegative(rules.MinLength, nameof(rules.MinLength));
        foreach (var kind in kinds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(kind.Least, kind.Name);
            if (kind.Least > 0 && !kind.Allowed)
            {
                throw new ArgumentException($"{kind.Name} is {kind.Least}, but such characters are not allowed.");
            }
        }

        var allowed = string.Concat(kinds.Where(kind => kind.Allowed).Select(kind => kind.Characters));
        if (allowed.Length is 0)
        {
            throw new ArgumentException("At least one kind of characters must be allowed.");
        }

        var required = string.Concat(
            kinds.Where(kind => kind.Least > 0).Select(kind => RandomNumberGenerator.GetString(kind.Characters, kind.Least))
        );
        var free = Math.Max(0, rules.MinLength - required.Length);
        var characters = (required + RandomNumberGenerator.GetString(allowed, free)).ToCharArray();
        RandomNumberGenerator.Shuffle(characters.AsSpan());
        return new string(characters);
    }
}
