namespace Aspire.Hosting.Run;

/// <summary>Where the dashboard of this application is, if it has one.</summary>
internal interface IDashboardAddress
{
    /// <summary>Completes when the dashboard answers, with null when it could not start.</summary>
    Task<Uri?> LoginUrl { get; }
}
