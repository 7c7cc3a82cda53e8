namespace Aspire.Hosting;

/// <summary>A parameter has no value. The message says where to put one.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    public MissingParameterValueException(string message)
        : base(message) { }

    public MissingParameterValueException(string message, Exception? innerException)
        : base(message, innerException!) { }
}
