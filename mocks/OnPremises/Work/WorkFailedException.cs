namespace Platform.Mocks.OnPremises.Work;

/// <summary>The work was done and went wrong; the message begins with a stable word.</summary>
public sealed class WorkFailedException(string reason) : Exception(reason);
