using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>
/// A request's blocks of one resource and one scope each: the shape is the same for traces and logs (and metrics). It is checked that the
/// messages down to the block are well-formed; the last block says that they are not.
/// </summary>
public ref struct ScopeBlocks(ReadOnlySpan<byte> request)
{
    private readonly ReadOnlySpan<byte> request = request;
    private ProtoReader resources = new(request);
    private ProtoReader scopes;
    private int scopesStart;
    private ReadOnlySpan<byte> resource;
    private bool ended;

    public ScopeBlock Current { get; private set; }

    public readonly ScopeBlocks GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!ended)
        {
            while (scopes.Next())
            {
                if (scopes.Field == 2 && scopes.Wire == WireType.LengthDelimited)
                {
                    Current = Block(scopes.Bytes, scopesStart + scopes.BytesStart);
                    ended = !Current.IsValid;
                    return true;
                }
            }
            if (!NextResource())
            {
                ended = true;
                Current = default;
                return resources.Malformed;
            }
        }
        return false;
    }

    private bool NextResource()
    {
        while (resources.Next())
        {
            if (resources.Field != 1 || resources.Wire != WireType.LengthDelimited)
            {
                continue;
            }
            if (!TryFirst(resources.Bytes, 1, out resource))
            {
                // What follows does not matter any more.
                resources = new ProtoReader([0]);
                _ = resources.Next();
                return false;
            }
            scopes = new ProtoReader(resources.Bytes);
            scopesStart = resources.BytesStart;
            return true;
        }
        return false;
    }

    private readonly ScopeBlock Block(ReadOnlySpan<byte> content, int start) =>
        TryFirst(content, 3, out var scope) ? new ScopeBlock(resource, scope, content, start) : default;

    /// <summary>The message in field 1 with attributes in the given field; the last one where it comes twice, but each must be well-formed.</summary>
    private static bool TryFirst(ReadOnlySpan<byte> content, int attributes, out ReadOnlySpan<byte> message)
    {
        message = default;
        var look = new ProtoReader(content);
        while (look.Next())
        {
            if (look.Field == 1 && look.Wire == WireType.LengthDelimited)
            {
                message = look.Bytes;
                if (!AttributeScan.AreAttributes(message, attributes))
                {
                    return false;
                }
            }
        }
        return !look.Malformed;
    }
}

/// <summary>Messages of one resource and one scope: <see cref="Content"/> is the ScopeSpans, ScopeLogs or ScopeMetrics, whose field 2 they are.</summary>
public readonly ref struct ScopeBlock(ReadOnlySpan<byte> resource, ReadOnlySpan<byte> scope, ReadOnlySpan<byte> content, int start)
{
    /// <summary>False: the request is malformed from here on.</summary>
    public bool IsValid { get; } = true;

    public ReadOnlySpan<byte> Resource { get; } = resource;

    public ReadOnlySpan<byte> Scope { get; } = scope;

    public ReadOnlySpan<byte> Content { get; } = content;

    /// <summary>Where <see cref="Content"/> begins in the request.</summary>
    public int Start { get; } = start;
}
