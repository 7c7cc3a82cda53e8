namespace Aspire.Hosting.Run;

/// <summary>What an instance does that takes time or touches the machine.</summary>
internal interface IInstanceWork
{
    /// <summary>Completes when all it waits for has come.</summary>
    Task WaitAsync(CancellationToken cancellationToken);

    /// <summary>Tells that it starts next.</summary>
    Task AnnounceAsync(CancellationToken cancellationToken);

    /// <summary>Evaluates its configuration and starts it.</summary>
    Task<RunningInstance> LaunchAsync(CancellationToken cancellationToken);

    /// <summary>Lets the proxies send connections to it.</summary>
    void OpenToClients();

    /// <summary>New connections go elsewhere, or are refused.</summary>
    void CloseToClients();
}

/// <summary>Where an instance tells its states.</summary>
internal interface IInstanceStates
{
    Task StartingAsync();

    Task RunningAsync(RunningInstance running);

    Task StoppingAsync();

    Task NotStartedAsync();

    Task FailedAsync(Exception reason);

    /// <param name="exitCode">128 + n when signal n ended it.</param>
    /// <param name="asked">True when somebody had asked it to stop.</param>
    /// <param name="neverAnswered">True when it ended before it could be reached for the first time.</param>
    Task EndedAsync(int exitCode, bool asked, bool neverAnswered);
}
