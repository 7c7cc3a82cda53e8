using System.Text;

namespace Files.Tests.Support;

/// <summary>Files that tests upload.</summary>
public static class Sample
{
    public static readonly byte[] Text = Encoding.UTF8.GetBytes("한글로 쓴 글입니다.\nTwo lines.\n");

    /// <summary>A whole PNG: one black pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
    );

    public static readonly byte[] Webp = [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8];

    /// <summary>What begins like a PDF and is of any length.</summary>
    public static byte[] PdfOf(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        "%PDF-1.7\n"u8.CopyTo(bytes);
        return bytes;
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
