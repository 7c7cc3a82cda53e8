namespace Platform.Engines.ObjectStorage.Payload;

/// <summary>Takes the bytes of a body as they come; what is appended is not kept by reference.</summary>
internal interface IPayloadSink
{
    void Append(ReadOnlySpan<byte> data);
}

/// <summary>A body small enough to be held: XML and policies.</summary>
internal sealed class MemoryPayload : IPayloadSink
{
    private readonly MemoryStream bytes = new();

    public void Append(ReadOnlySpan<byte> data) => bytes.Write(data);

    public ReadOnlyMemory<byte> Bytes => bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
}
