using Microsoft.Extensions.Options;

namespace Platform.Mocks.SalesChannel.Behaviour;

/// <summary>Draws what goes wrong. Each kind of draw has a sequence of its own, so that with a seed one does not disturb another.</summary>
public sealed class Mischief
{
    private enum Kind
    {
        HanbitCalls,
        ByeolCalls,
        Late,
        Listed,
        Webhooks,
    }

    private readonly Lock gate = new();
    private readonly Misbehaviour configured;
    private readonly Random[] draws = new Random[Enum.GetValues<Kind>().Length];
    private Misbehaviour current;

    public Mischief(IOptions<SalesChannelOptions> options)
    {
        configured = options.Value.Misbehaviour.Over(Misbehaviour.None);
        current = configured;
        Set(configured);
    }

    public Misbehaviour Current
    {
        get
        {
            lock (gate)
                return current;
        }
    }

    /// <summary>As configured, with what is given over it; begins the draws anew.</summary>
    public void Set(MisbehaviourOptions given) => Set(given.Over(configured));

    public void Set(Misbehaviour wanted)
    {
        lock (gate)
        {
            current = wanted;
            for (var kind = 0; kind < draws.Length; kind++)
                draws[kind] = wanted.Seed is { } seed ? new Random(unchecked((seed * 7919) + kind)) : new Random();
        }
    }

    public CallFate HanbitCall() => Call(Kind.HanbitCalls);

    public CallFate ByeolCall() => Call(Kind.ByeolCalls);

    /// <summary>How long after it happened a change is listed.</summary>
    public TimeSpan Lateness()
    {
        lock (gate)
            return Pause(Kind.Late, current.LateRate, current.LateSeconds);
    }

    public bool ListsTwice()
    {
        lock (gate)
            return Strikes(Kind.Listed, current.DuplicateRate);
    }

    public WebhookFate Webhook()
    {
        lock (gate)
        {
            var lost = Strikes(Kind.Webhooks, current.LossRate);
            var heldBack = Pause(Kind.Webhooks, current.DelayRate, current.DelaySeconds);
            var twice = Strikes(Kind.Webhooks, current.DuplicateRate);
            var again = Pause(Kind.Webhooks, current.DelayRate, current.DelaySeconds);
            return new WebhookFate(lost, heldBack, twice ? again : null);
        }
    }

    private CallFate Call(Kind kind)
    {
        lock (gate)
        {
            var failure =
                !Strikes(kind, current.FailRate) ? Failure.None
                : draws[(int)kind].Next(2) == 0 ? Failure.BeforeWork
                : Failure.AfterWork;
            return new CallFate(failure, Pause(kind, current.SlowRate, current.SlowSeconds));
        }
    }

    private bool Strikes(Kind kind, double rate) => draws[(int)kind].NextDouble() < rate;

    // Drawn whether or not it is used: the sequence must not depend on the rates.
    private TimeSpan Pause(Kind kind, double rate, double most)
    {
        var pause = draws[(int)kind].NextDouble() * most;
        return Strikes(kind, rate) ? TimeSpan.FromSeconds(pause) : TimeSpan.Zero;
    }
}
