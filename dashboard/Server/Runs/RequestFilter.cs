using System.Buffers;
using Platform.Dashboard.Otlp;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

/// <summary>Takes resources out of an export request: a request is a list of what each resource sent.</summary>
internal static class RequestFilter
{
    public static byte[] Without(ReadOnlySpan<byte> request, string service) => Where(request, name => name != service);

    public static byte[] Where(ReadOnlySpan<byte> request, Func<string, bool> keep)
    {
        var into = new ArrayBufferWriter<byte>(request.Length + 1);
        var reader = new ProtoReader(request);
        var start = 0;
        while (reader.Next())
        {
            if (reader.Field == 1 && reader.Wire == WireType.LengthDelimited && keep(ServiceOf(reader.Bytes)))
            {
                into.Write(request[start..reader.Position]);
            }
            start = reader.Position;
        }
        return into.WrittenSpan.ToArray();
    }

    /// <summary>Who sends, as the stores name it.</summary>
    public static string ServiceOf(ReadOnlySpan<byte> resourceItems)
    {
        var name = "";
        var reader = new ProtoReader(resourceItems);
        while (reader.Next())
        {
            if (reader.Field == 1 && reader.Wire == WireType.LengthDelimited)
            {
                name = OtlpDecoder.Attributes(reader.Bytes, 1).FirstOrDefault(pair => pair.Key == "service.name").Value.ToString();
            }
        }
        return name.Length == 0 ? "unknown_service" : name;
    }
}
