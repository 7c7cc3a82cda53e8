namespace Aspire.Hosting.Run;

/// <summary>Something to be done once the instance's directory is this host's, and before any port is given out or environment evaluated.</summary>
internal interface IRunPreparation
{
    void Prepare();
}
