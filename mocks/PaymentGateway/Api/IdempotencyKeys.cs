using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Api;

/// <summary>Remembers what each idempotency key was answered; the oldest keys leave first.</summary>
public sealed class IdempotencyKeys(IOptions<PaymentGatewayOptions> options)
{
    private sealed record Use(string Fingerprint, Task<Answer> Answer);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Use> uses = [];
    private readonly Queue<string> age = new();

    /// <summary>Runs the call once for this key, or gives the answer of its first run.</summary>
    /// <exception cref="PgException">The key is malformed, still in use, or was used for another call.</exception>
    public Task<Answer> RunAsync(string? key, HttpRequest request, byte[] body, Func<Task<Answer>> call)
    {
        if (key is null)
            return call();
        if (key.Length is 0 or > 300)
            throw new PgException(PgError.InvalidIdempotencyKey);
        var fingerprint = $"{request.Method} {request.Path} {Convert.ToHexString(SHA256.HashData(body))}";
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Use use;
        lock (gate)
        {
            if (uses.TryGetValue(key, out var first))
            {
                if (first.Fingerprint != fingerprint)
                    throw new PgException(PgError.IdempotencyKeyReused);
                return first.Answer.IsCompleted ? first.Answer : throw new PgException(PgError.IdempotentRequestProcessing);
            }
            age.Enqueue(key);
            while (age.Count > options.Value.MaxPayments)
                uses.Remove(age.Dequeue());
            uses[key] = use = new Use(fingerprint, RunOnceAsync(key, start.Task, call));
        }
        // Outside the lock: the call may run to its end at once.
        start.SetResult();
        return use.Answer;
    }

    public void Clear()
    {
        lock (gate)
        {
            uses.Clear();
            age.Clear();
        }
    }

    private async Task<Answer> RunOnceAsync(string key, Task start, Func<Task<Answer>> call)
    {
        await start;
        var answer = await call();
        // Nothing was answered, so there is nothing to repeat.
        if (answer == Answer.None)
            lock (gate)
                uses.Remove(key);
        return answer;
    }
}
