namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>What our services emit and rules or dashboards ask for. A test looks for each in the graph while it runs.</summary>
public static class ServiceMetrics
{
    /// <summary>Answers: <c>http_request_method</c>, <c>http_route</c>, <c>http_response_status_code</c>. Probes are not among them.</summary>
    public static EmittedMetric ServerDuration { get; } = new("http.server.request.duration", "s", MetricShape.Histogram);

    public static EmittedMetric ServerActive { get; } = new("http.server.active_requests", "{request}", MetricShape.UpDownCounter);

    /// <summary>What is asked of others: <c>server_address</c>, <c>http_response_status_code</c>, <c>error_type</c>.</summary>
    public static EmittedMetric ClientDuration { get; } = new("http.client.request.duration", "s", MetricShape.Histogram);

    public static EmittedMetric CpuTime { get; } = new("dotnet.process.cpu.time", "s", MetricShape.Counter);
    public static EmittedMetric WorkingSet { get; } = new("dotnet.process.memory.working_set", "By", MetricShape.UpDownCounter);
    public static EmittedMetric Collections { get; } = new("dotnet.gc.collections", "{collection}", MetricShape.Counter);
    public static EmittedMetric CollectionPause { get; } = new("dotnet.gc.pause.time", "s", MetricShape.Counter);

    // .NET 10 declares these two levels as counters, so "total" is in their names; they are no rates all the same.
    public static EmittedMetric ThreadPoolThreads { get; } = new("dotnet.thread_pool.thread.count", "{thread}", MetricShape.Counter);
    public static EmittedMetric ThreadPoolQueue { get; } = new("dotnet.thread_pool.queue.length", "{work_item}", MetricShape.Counter);

    /// <summary>Of PostgreSQL (Npgsql), Redis and Elasticsearch: <c>db_system_name</c>, <c>db_operation_name</c>.</summary>
    public static EmittedMetric DatabaseDuration { get; } = new("db.client.operation.duration", "s", MetricShape.Histogram);

    /// <summary>Of Npgsql's pools: <c>db_client_connection_pool_name</c>, <c>db_client_connection_state</c> (idle, used).</summary>
    public static EmittedMetric DatabaseConnections { get; } = new("db.client.connection.count", "{connection}", MetricShape.UpDownCounter);

    /// <summary>By <c>messaging_destination_name</c>.</summary>
    public static EmittedMetric MessagesSent { get; } = new("messaging.client.sent.messages", "{message}", MetricShape.Counter);

    /// <summary>By <c>messaging_destination_name</c> and <c>messaging_consumer_group_name</c>.</summary>
    public static EmittedMetric MessagesConsumed { get; } = new("messaging.client.consumed.messages", "{message}", MetricShape.Counter);

    /// <summary>Messages written and not yet processed, by consumer group, topic and partition.</summary>
    public static EmittedMetric ConsumerLag { get; } = new("messaging.kafka.consumer.lag", "{message}", MetricShape.Gauge);

    public static IReadOnlyList<EmittedMetric> All { get; } =
    [
        ServerDuration,
        ServerActive,
        ClientDuration,
        CpuTime,
        WorkingSet,
        Collections,
        CollectionPause,
        ThreadPoolThreads,
        ThreadPoolQueue,
        DatabaseDuration,
        DatabaseConnections,
        MessagesSent,
        MessagesConsumed,
        ConsumerLag,
    ];
}
