namespace Aspire.Hosting.Run.Net;

internal enum ProxyDirection
{
    ToBackend,
    ToClient,
}

/// <summary>Trouble made on purpose. Each method may take its time; the bytes wait for it.</summary>
internal abstract class ProxyFault
{
    /// <summary>Asked for each new connection; false resets it before a backend sees it.</summary>
    public virtual ValueTask<bool> AdmitAsync() => ValueTask.FromResult(true);

    /// <summary>Asked for each piece before it is passed on; false resets the connection.</summary>
    public virtual ValueTask<bool> PassAsync(ProxyDirection direction, ReadOnlyMemory<byte> bytes) => ValueTask.FromResult(true);
}
