using Platform.Mocks.Stubs.Templates;

namespace Platform.Mocks.Stubs.Responses;

/// <summary>What a stub answers; bodies and headers are worked out per request.</summary>
public sealed record StubResponse
{
    public int Status { get; init; } = 200;

    /// <summary>The reason phrase; null leaves the usual one.</summary>
    public string? StatusMessage { get; init; }

    public IReadOnlyList<KeyValuePair<string, Func<TemplateContext, string>>> Headers { get; init; } = [];

    public Func<TemplateContext, byte[]> Body { get; init; } = _ => [];

    public Delay? FixedDelay { get; init; }

    public Delay? RandomDelay { get; init; }

    public Dribble? Dribble { get; init; }

    public Fault? Fault { get; init; }
}

/// <summary>The body in pieces, spread evenly over a time.</summary>
public sealed record Dribble(int Chunks, TimeSpan Total);
