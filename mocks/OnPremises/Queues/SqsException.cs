namespace Platform.Mocks.OnPremises.Queues;

/// <summary>A refusal as SQS words it: the shape of the JSON protocol, and the code that clients of the older protocol know.</summary>
public sealed class SqsException(string shape, string message, string? queryCode = null) : Exception(message)
{
    public string Shape => shape;

    public string QueryCode => queryCode ?? shape;

    public static SqsException NoQueue() =>
        new("QueueDoesNotExist", "The specified queue does not exist.", "AWS.SimpleQueueService.NonExistentQueue");

    public static SqsException Missing(string parameter) => new("MissingParameter", $"The request must contain the parameter {parameter}.");

    public static SqsException Invalid(string parameter, string reason) =>
        new("InvalidParameterValue", $"Value for parameter {parameter} is invalid. Reason: {reason}");

    public static SqsException BadReceipt(string receipt) =>
        new("ReceiptHandleIsInvalid", $"The input receipt handle \"{receipt}\" is not a valid receipt handle.");

    public static SqsException NotInFlight() =>
        new(
            "MessageNotInflight",
            "The message is not available for visibility timeout change.",
            "AWS.SimpleQueueService.MessageNotInflight"
        );

    public static SqsException Unsupported(string what) => new("UnsupportedOperation", what, "AWS.SimpleQueueService.UnsupportedOperation");
}
