using System.Buffers;

namespace Platform.Dashboard.Store;

/// <summary>Writes rows' messages as an export request again. Traces and logs have the same shape: resources, scopes, messages.</summary>
internal static class RequestWriter
{
    public static void Write<TRow>(
        IBufferWriter<byte> into,
        ReadOnlySpan<TRow> rows,
        ReadOnlySpan<RowRef> refs,
        ReadOnlySpan<byte> bytes,
        SourceTable sources,
        ScopeTable scopes
    )
        where TRow : struct, ITelemetryRow
    {
        for (var from = 0; from < rows.Length; )
        {
            var (source, scope) = (rows[from].RowSource, refs[from].Scope);
            var to = from;
            var messages = 0;
            for (; to < rows.Length && rows[to].RowSource == source && refs[to].Scope == scope; to++)
            {
                messages += Length(refs[to].Length);
            }
            var resource = sources.Message(source);
            var scopeMessage = scopes.Message(scope);
            var inner = messages + (scopeMessage.IsEmpty ? 0 : Length(scopeMessage.Length));
            var outer = Length(inner) + (resource.IsEmpty ? 0 : Length(resource.Length));
            Field(into, 0x0a, outer);
            if (!resource.IsEmpty)
            {
                Field(into, 0x0a, resource.Length);
                into.Write(resource);
            }
            Field(into, 0x12, inner);
            if (!scopeMessage.IsEmpty)
            {
                Field(into, 0x0a, scopeMessage.Length);
                into.Write(scopeMessage);
            }
            for (; from < to; from++)
            {
                Field(into, 0x12, refs[from].Length);
                into.Write(bytes.Slice(refs[from].Offset, refs[from].Length));
            }
        }
    }

    private static int Length(int message) => 1 + VarintLength(message) + message;

    private static int VarintLength(int value)
    {
        var length = 1;
        for (var rest = (uint)value; rest >= 0x80; rest >>= 7)
        {
            length++;
        }
        return length;
    }

    private static void Field(IBufferWriter<byte> into, byte tag, int length)
    {
        var span = into.GetSpan(6);
        var used = 0;
        span[used++] = tag;
        var rest = (uint)length;
        for (; rest >= 0x80; rest >>= 7)
        {
            span[used++] = (byte)(rest | 0x80);
        }
        span[used++] = (byte)rest;
        into.Advance(used);
    }
}
