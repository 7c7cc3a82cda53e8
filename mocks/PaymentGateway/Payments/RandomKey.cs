using System.Security.Cryptography;

namespace Platform.Mocks.PaymentGateway.Payments;

/// <summary>Keys that cannot be guessed: a prefix and 24 letters and digits.</summary>
public static class RandomKey
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string New(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(Alphabet, 24)}";
}
