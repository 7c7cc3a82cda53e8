namespace Channels.Malls;

/// <summary>
/// A mall did not do what it was asked: it gave no answer or stumbled (<see cref="Code"/> null: whether it did it is unknown), asked for a pause
/// (<see cref="RetryAfter"/>), or refused with a code of its own.
/// </summary>
internal sealed class MallException(
    string message,
    string? code = null,
    int? status = null,
    TimeSpan? retryAfter = null,
    Exception? cause = null
) : Exception(message, cause)
{
    public string? Code => code;

    public int? Status => status;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>What the refusal names besides its code, such as the id of what is there already.</summary>
    public string? Subject { get; init; }

    /// <summary>The same call may go well later.</summary>
    public bool IsPassing => status is null or >= 500 or 408 or 429 or 401 or 403;
}
