using System.Security.Cryptography;
using System.Text;

namespace Platform.Engines.PostgreSQL.Protocol;

/// <summary>SCRAM-SHA-256 (RFC 5802, 7677): the verifier that the server stores, and the client's side of a login.</summary>
internal static class Scram
{
    public const string Mechanism = "SCRAM-SHA-256";

    // The server's own default; clients repeat the work at every connection.
    private const int Iterations = 4096;

    /// <summary>What <c>ALTER ROLE … PASSWORD</c> takes in place of the password, so that the server never sees, and never logs, the password itself.</summary>
    public static string Verifier(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Salt(password, salt, Iterations);
        var storedKey = SHA256.HashData(ClientKey(salted));
        return $"{Mechanism}${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(ServerKey(salted))}";
    }

    /// <summary>A login in progress.</summary>
    public sealed class Login(string password)
    {
        private readonly string _nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        private byte[] _expected = [];

        public string First => $"n,,n=,r={_nonce}";

        /// <summary>The answer to the server's challenge.</summary>
        public string Final(string challenge)
        {
            var fields = challenge.Split(',').ToDictionary(field => field[0], field => field[2..]);
            if (!fields['r'].StartsWith(_nonce, StringComparison.Ordinal))
            {
                throw new InvalidDataException("The server's SCRAM challenge does not continue our nonce.");
            }

            var salted = Salt(password, Convert.FromBase64String(fields['s']), int.Parse(fields['i']));
            var withoutProof = $"c=biws,r={fields['r']}";
            var signed = Encoding.UTF8.GetBytes($"n=,r={_nonce},{challenge},{withoutProof}");
            _expected = HMACSHA256.HashData(ServerKey(salted), signed);
            var proof = ClientKey(salted);
            var signature = HMACSHA256.HashData(SHA256.HashData(proof), signed);
            for (var i = 0; i < proof.Length; i++)
            {
                proof[i] ^= signature[i];
            }

            return $"{withoutProof},p={Convert.ToBase64String(proof)}";
        }

        /// <summary>Throws when the other side does not know the password either: then it is not our server.</summary>
        public void Verify(string outcome)
        {
            if (outcome != $"v={Convert.ToBase64String(_expected)}")
            {
                throw new InvalidDataException("The server's SCRAM signature is wrong: another server answers on this port.");
            }
        }
    }

    private static byte[] Salt(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)),
            salt,
            iterations,
            HashAlgorithmName.SHA256,
            SHA256.HashSizeInBytes
        );

    private static byte[] ClientKey(byte[] salted) => HMACSHA256.HashData(salted, "Client Key"u8);

    private static byte[] ServerKey(byte[] salted) => HMACSHA256.HashData(salted, "Server Key"u8);
}
