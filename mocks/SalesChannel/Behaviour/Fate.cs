namespace Platform.Mocks.SalesChannel.Behaviour;

/// <summary>What becomes of one call beside its work.</summary>
public readonly record struct CallFate(Failure Failure, TimeSpan HeldBack);

public enum Failure
{
    None,

    /// <summary>500, and nothing was done.</summary>
    BeforeWork,

    /// <summary>500, though all was done.</summary>
    AfterWork,
}

/// <summary>What becomes of one webhook on its way.</summary>
/// <param name="Again">How long a second copy is held back; null: there is none.</param>
public readonly record struct WebhookFate(bool Lost, TimeSpan HeldBack, TimeSpan? Again);
