using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>Answers one kind of request, in the versions that <see cref="ApiTable"/> gives for its key.</summary>
/// <remarks>
/// Read the whole request before the first await if it is long: <see cref="ReadOnlyMemory{T}"/> taken from the reader stays good until the
/// handler ends, but the frame stays in memory for as long. Body only: both headers are done, and both ends know whether the version is flexible.
/// </remarks>
internal interface IApi
{
    ApiKey Key { get; }

    /// <exception cref="MalformedRequestException">Closes the connection.</exception>
    ValueTask HandleAsync(RequestContext context, RequestReader request, ResponseWriter response, CancellationToken cancellationToken);
}
