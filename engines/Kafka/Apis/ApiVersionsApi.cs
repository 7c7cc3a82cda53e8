using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Says what is served. A version that is not known is answered in the layout of version 0 with error 35 and the list (KIP-511).</summary>
internal sealed class ApiVersionsApi(ApiRegistry registry) : IApi
{
    public ApiKey Key => ApiKey.ApiVersions;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var known = ApiTable.Find(Key)!.Serves(context.Version);
        var error = known ? ErrorCode.None : ErrorCode.UnsupportedVersion;
        if (known && context.Version >= 3)
        {
            var (name, version) = (request.String(), request.String());
            request.TaggedFields();
            if (IsSoftware(name) && IsSoftware(version))
            {
                (context.Client.SoftwareName, context.Client.SoftwareVersion) = (name, version);
            }
            else
            {
                error = ErrorCode.InvalidRequest;
            }
        }

        response.Error(error);
        response.Array(
            [.. registry.Advertised],
            static (writer, range) =>
            {
                writer.Int16((short)range.Key);
                writer.Int16(range.Min);
                writer.Int16(range.Max);
                writer.TaggedFields();
            }
        );
        if (known && context.Version >= 1)
        {
            response.Int32(0);
        }

        response.TaggedFields();
        return ValueTask.CompletedTask;
    }

    // KIP-511: letters, digits, hyphens and dots, the last two not at the ends.
    private static bool IsSoftware(string text) =>
        text.Length is > 0 and < 256
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1]);
}
