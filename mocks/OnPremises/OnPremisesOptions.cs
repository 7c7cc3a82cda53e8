namespace Platform.Mocks.OnPremises;

/// <summary>Section <c>OnPremises</c> of the configuration.</summary>
public sealed class OnPremisesOptions
{
    /// <summary>Where the file store keeps its files; by default a directory of this process, gone when it ends.</summary>
    public string? Directory { get; set; }

    /// <summary>Bytes of one file; a longer one is answered with 413 and nothing is kept.</summary>
    public long MaxFileBytes { get; set; } = 8L << 30;

    /// <summary>Tasks that run at the same time; the others wait their turn.</summary>
    public int Gpus { get; set; } = 1;

    /// <summary>How long a GPU task or a function takes, besides what reading its input takes.</summary>
    public double WorkSeconds { get; set; } = 0.5;

    /// <summary>Pause before the first retry of a callback; each further one is twice as long.</summary>
    public double RetrySeconds { get; set; } = 1;

    /// <summary>Functions that exist; none configured: <c>process-file</c>.</summary>
    public IList<string> Functions { get; } = [];

    /// <summary>Queues that exist from the start, each with a dead-letter queue <c>{name}-dlq</c>; none configured: <c>worker-tasks</c>.</summary>
    public IList<string> Queues { get; } = [];

    /// <summary>How often a message of those queues is received before it goes to the dead-letter queue.</summary>
    public int MaxReceiveCount { get; set; } = 5;

    /// <summary>A folder with <c>mappings/</c> and <c>__files/</c> in WireMock's format; none by default.</summary>
    public string? Stubs { get; set; }

    internal TimeSpan Work => TimeSpan.FromSeconds(WorkSeconds);

    internal TimeSpan Retry => TimeSpan.FromSeconds(RetrySeconds);

    internal IEnumerable<string> FunctionNames => Functions.Count > 0 ? Functions : ["process-file"];

    internal IEnumerable<string> QueueNames => Queues.Count > 0 ? Queues : ["worker-tasks"];
}
