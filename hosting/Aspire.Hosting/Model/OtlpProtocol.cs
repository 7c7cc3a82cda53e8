namespace Aspire.Hosting;

/// <summary>The forms of OTLP.</summary>
public enum OtlpProtocol
{
    Grpc,
    HttpProtobuf,
    HttpJson,
}
