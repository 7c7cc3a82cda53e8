namespace Platform.Dashboard.Otlp;

/// <summary>An export that is not taken, in both protocols' words.</summary>
/// <param name="grpcCode">google.rpc.Code.</param>
/// <param name="mayRetry">The same request may be taken a little later.</param>
internal sealed class OtlpRefusal(int grpcCode, int httpStatus, string message, bool mayRetry = false) : Exception(message)
{
    public int GrpcCode { get; } = grpcCode;

    public int HttpStatus { get; } = httpStatus;

    public bool MayRetry { get; } = mayRetry;

    public static OtlpRefusal Malformed(string message) => new(3, StatusCodes.Status400BadRequest, message);

    public static OtlpRefusal TooLarge(long limit) =>
        new(8, StatusCodes.Status413PayloadTooLarge, $"The request has more than {limit} bytes, decompressed. Export smaller batches.");

    public static OtlpRefusal Busy() =>
        new(8, StatusCodes.Status503ServiceUnavailable, "Too many bytes are being taken in already. Send it again.", mayRetry: true);

    public static OtlpRefusal Unauthenticated() =>
        new(16, StatusCodes.Status401Unauthorized, "The header x-otlp-api-key is missing or wrong. Set OTEL_EXPORTER_OTLP_HEADERS.");

    public static OtlpRefusal Unknown(string what) => new(12, StatusCodes.Status404NotFound, what);

    public static OtlpRefusal Coding(string coding) =>
        new(12, StatusCodes.Status415UnsupportedMediaType, $"Nothing here reads the compression '{coding}'. Use gzip or none.");
}
