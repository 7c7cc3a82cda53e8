namespace Aspire.Hosting.Run;

/// <summary>What was asked for does not exist: the process ends with 2, as with any other bad usage.</summary>
internal sealed class UsageException(string message) : DistributedApplicationException(message);
