using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Engines.Elasticsearch.Documents;

internal static class DocumentId
{
    private const int Longest = 512;

    /// <summary>An id of 20 characters, as long as Elasticsearch's.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(15));

    /// <exception cref="ElasticsearchException">It is empty or too long.</exception>
    public static string Check(string id)
    {
        if (id.Length == 0)
            throw ElasticsearchException.IllegalArgument("if _id is specified it must not be empty");
        if (id.Length > Longest / 3 && Encoding.UTF8.GetByteCount(id) is > Longest and var length)
            throw Validation.Failed($"id [{id}] is too long, must be no longer than {Longest} bytes but was: {length}");
        return id;
    }
}
