using System.Runtime.InteropServices;
using System.Text;

namespace Aspire.Hosting.Run.Unix;

/// <summary>A null-terminated array of null-terminated UTF-8 strings, as <c>execve</c> takes them, in one block.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private byte** block;

    public NativeStrings(IReadOnlyCollection<string> values)
    {
        var table = (nuint)((values.Count + 1) * sizeof(byte*));
        var text = values.Sum(value => Encoding.UTF8.GetByteCount(value) + 1);
        block = (byte**)NativeMemory.Alloc(table + (nuint)text);
        var position = (byte*)block + table;
        var index = 0;
        foreach (var value in values)
        {
            block[index++] = position;
            position += Encoding.UTF8.GetBytes(value, new Span<byte>(position, text));
            *position++ = 0;
        }

        block[index] = null;
    }

    public byte** Pointer => block;

    public void Dispose()
    {
        NativeMemory.Free(block);
        block = null;
    }
}
