using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Confluent.Kafka;
using Npgsql;
using Platform.ServiceDefaults.Elasticsearch;
using Polly;

namespace Platform.ServiceDefaults.Kafka;

/// <summary>What a handler's failure means for its message.</summary>
internal enum FailureKind
{
    /// <summary>Never to be processed.</summary>
    Poison,

    /// <summary>Something else is away: the message waits for it.</summary>
    Transient,

    /// <summary>A bug, most likely: tried a few times, then put aside, since it must not hold up the partition for ever.</summary>
    Unexpected,
}

internal static class Failure
{
    public static FailureKind KindOf(Exception error) =>
        error switch
        {
            PoisonMessageException => FailureKind.Poison,
            NpgsqlException database => database.IsTransient || IsOutOfService(database) ? FailureKind.Transient : FailureKind.Unexpected,
            HttpRequestException http => IsPassing(http.StatusCode) ? FailureKind.Transient : FailureKind.Unexpected,
            AmazonServiceException store => IsPassing(store.StatusCode == 0 ? null : store.StatusCode)
                ? FailureKind.Transient
                : FailureKind.Unexpected,
            ElasticsearchException search => search.IsTransient ? FailureKind.Transient : FailureKind.Unexpected,
            IOException or SocketException or TimeoutException or OperationCanceledException or KafkaException => FailureKind.Transient,
            // Open circuits, time limits.
            ExecutionRejectedException => FailureKind.Transient,
            _ => FailureKind.Unexpected,
        };

    private static bool IsPassing(HttpStatusCode? status) =>
        status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    // Shutting down, starting up, read-only while another server takes over.
    private static bool IsOutOfService(NpgsqlException error) =>
        error is PostgresException { SqlState: ['5', '7', 'P', ..] or PostgresErrorCodes.ReadOnlySqlTransaction };
}
