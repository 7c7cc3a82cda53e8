using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>What every operation may need of the server.</summary>
internal sealed record S3Services(ObjectStore Store, Authenticator Authenticator, string Region, TimeProvider Time, BodyGate Bodies);

/// <summary>Bounds the bodies that are received at the same time; the others wait, and in the end are told to come back.</summary>
internal sealed class BodyGate(int most, TimeSpan patience)
{
    private readonly SemaphoreSlim free = new(most, most);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (!await free.WaitAsync(patience, cancellationToken).ConfigureAwait(false))
            throw S3Errors.SlowDown();
        return new Seat(free);
    }

    private sealed class Seat(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
