using System.Net.Mail;
using Platform.ServiceDefaults.Problems;

namespace Users.Accounts;

/// <summary>What an account must look like.</summary>
internal static class RegisterRules
{
    public static Validation Check(RegisterRequest request)
    {
        var password = request.Password ?? "";
        return new Validation()
            .Check(IsEmail(request.Email), "email", "The email address is not valid.")
            .Check(!string.IsNullOrWhiteSpace(request.Name), "name", "A name is required.")
            .Check(request.Name is not { Length: > 100 }, "name", "The name must have at most 100 characters.")
            .Check(password.Length is >= 8 and <= 128, "password", "The password must have 8 to 128 characters.")
            .Check(password.Any(char.IsLetter) && password.Any(char.IsDigit), "password", "The password must contain a letter and a digit.")
            .Check(
                string.IsNullOrEmpty(request.Email) || !password.Contains(request.Email, StringComparison.OrdinalIgnoreCase),
                "password",
                "The password must not contain the email address."
            );
    }

    private static bool IsEmail(string? text) =>
        text is { Length: <= 254 } && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.');
}
