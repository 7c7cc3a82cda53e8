using System.Buffers;

namespace Platform.Extraction.Pdf;

/// <summary>What a filter makes, as long as it is not too much.</summary>
internal sealed class BoundedBytes(PdfBudget budget) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public void Advance(int count)
    {
        budget.Inflate(count);
        _bytes.Advance(count);
        if (_bytes.WrittenCount > Limits.InflatedStream)
        {
            throw RefusedException.TooLarge($"application/pdf: a stream inflates to more than {Limits.InflatedStream} bytes");
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(sizeHint);

    public void Put(byte one)
    {
        GetSpan(1)[0] = one;
        Advance(1);
    }
}
