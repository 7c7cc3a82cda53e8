using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>The MD5s by which clients check that a message arrived as it was sent.</summary>
internal static class MessageDigest
{
    public static string OfBody(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));

    /// <summary>Names in order, each with type and value, every part behind its length; null when there are none.</summary>
    public static string? OfAttributes(JsonObject? attributes)
    {
        if (attributes is not { Count: > 0 })
            return null;
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var (name, node) in attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var attribute = node as JsonObject ?? throw SqsException.Invalid($"MessageAttributes.{name}", "not an object");
            var type = attribute.Text("DataType") ?? throw SqsException.Missing($"MessageAttributes.{name}.DataType");
            var isBinary = type.StartsWith("Binary", StringComparison.Ordinal);
            var value = attribute.Text(isBinary ? "BinaryValue" : "StringValue");
            if (
                value is null
                || !(isBinary || type.StartsWith("String", StringComparison.Ordinal) || type.StartsWith("Number", StringComparison.Ordinal))
            )
                throw SqsException.Invalid($"MessageAttributes.{name}", "the value does not fit its type");
            Append(md5, Encoding.UTF8.GetBytes(name));
            Append(md5, Encoding.UTF8.GetBytes(type));
            md5.AppendData([isBinary ? (byte)2 : (byte)1]);
            Append(md5, isBinary ? Decode(name, value) : Encoding.UTF8.GetBytes(value));
        }
        return Convert.ToHexStringLower(md5.GetHashAndReset());
    }

    private static byte[] Decode(string name, string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            ? bytes[..length]
            : throw SqsException.Invalid($"MessageAttributes.{name}", "the value is not base64");
    }

    private static void Append(IncrementalHash md5, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        md5.AppendData(length);
        md5.AppendData(part);
    }
}
