namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>Asks a container how it is. Times in seconds.</summary>
public sealed class ProbeV1
{
    public int? FailureThreshold { get; set; }
    public GrpcActionV1? Grpc { get; set; }
    public int? InitialDelaySeconds { get; set; }
    public int? PeriodSeconds { get; set; }
    public int? SuccessThreshold { get; set; }
    public TcpSocketActionV1? TcpSocket { get; set; }
    public long? TerminationGracePeriodSeconds { get; set; }
    public int? TimeoutSeconds { get; set; }
    public ExecActionV1? Exec { get; set; }
    public HttpGetActionV1? HttpGet { get; set; }
}

/// <summary>By HTTP; 200 to 399 is well. The scheme is HTTP or HTTPS, in capitals.</summary>
public sealed class HttpGetActionV1
{
    public string? Path { get; set; }
    public Int32OrStringV1? Port { get; set; }
    public string? Host { get; set; }
    public List<HttpHeaderV1> HttpHeaders { get; } = [];
    public string? Scheme { get; set; }
}

/// <summary>A header of the request.</summary>
public sealed class HttpHeaderV1
{
    public string? Name { get; set; }
    public string? Value { get; set; }
}

/// <summary>By opening a connection.</summary>
public sealed class TcpSocketActionV1
{
    public int Port { get; set; }
    public string? Host { get; set; }
}

/// <summary>By a command in the container; 0 is well. No shell.</summary>
public sealed class ExecActionV1
{
    public List<string> Command { get; } = [];
}

/// <summary>By the gRPC health protocol.</summary>
public sealed class GrpcActionV1
{
    public int Port { get; set; }
    public string? Service { get; set; }
}

/// <summary>By waiting.</summary>
public sealed class SleepActionV1
{
    public long Seconds { get; set; }
}

/// <summary>What is done after a container has started and before it is stopped.</summary>
public sealed class LifecycleV1
{
    public LifecycleHandlerV1? PostStart { get; set; }
    public LifecycleHandlerV1? PreStop { get; set; }
}

/// <summary>One of the actions.</summary>
public sealed class LifecycleHandlerV1
{
    public SleepActionV1? Sleep { get; set; }
    public TcpSocketActionV1? TcpSocket { get; set; }
    public ExecActionV1? Exec { get; set; }
    public HttpGetActionV1? HttpGet { get; set; }
}
