namespace Aspire.Hosting;

/// <summary>The graph cannot be built, run or published as it stands; the message says why and what to do.</summary>
public class DistributedApplicationException : Exception
{
    public DistributedApplicationException() { }

    public DistributedApplicationException(string message)
        : base(message) { }

    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner) { }
}
