using System.Buffers.Text;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>Makes rows of a span's message. What it does not need it only checks.</summary>
internal readonly ref struct SpanReader(TextTable texts, long now)
{
    /// <summary>False: malformed. A span whose ids are none is well-formed, and <paramref name="row"/>'s are 0.</summary>
    public bool TryRead(ReadOnlySpan<byte> span, ref SpanRow row)
    {
        var found = default(Found);
        var reader = new ProtoReader(span);
        ulong start = 0,
            end = 0;
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> exception = default;
        while (reader.Next())
        {
            var valid = true;
            switch (OtlpDecoder.Tag(reader))
            {
                case (1 << 3) | 2:
                    row.TraceId = OtlpDecoder.TraceId(reader.Bytes);
                    break;
                case (2 << 3) | 2:
                    row.SpanId = OtlpDecoder.SpanId(reader.Bytes);
                    break;
                case (4 << 3) | 2:
                    row.ParentId = OtlpDecoder.SpanId(reader.Bytes);
                    break;
                case (5 << 3) | 2:
                    name = reader.Bytes;
                    break;
                case 6 << 3:
                    row.Kind = reader.Bits <= 5 ? (byte)reader.Bits : (byte)0;
                    break;
                case (7 << 3) | 1:
                    start = reader.Bits;
                    break;
                case (8 << 3) | 1:
                    end = reader.Bits;
                    break;
                case (9 << 3) | 2:
                    valid = found.TryAttribute(reader.Bytes);
                    break;
                case (11 << 3) | 2:
                    valid = TryEvent(reader.Bytes, ref exception);
                    break;
                case (13 << 3) | 2:
                    valid = AttributeScan.AreAttributes(reader.Bytes, 4);
                    row.HasLinks = true;
                    break;
                case (15 << 3) | 2:
                    valid = TryStatus(reader.Bytes, ref row.Status);
                    break;
            }
            if (!valid)
            {
                return false;
            }
        }
        row.Start = start == 0 ? now : OtlpDecoder.Nanoseconds(start);
        row.Duration = end > start && start != 0 ? OtlpDecoder.Nanoseconds(end) - row.Start : 0;
        row.Name = texts.Add(name);
        row.HttpStatus = found.HttpStatus is > 0 and <= short.MaxValue ? (short)found.HttpStatus : (short)0;
        row.System = texts.Add(found.System);
        row.ErrorType = texts.Add(found.ErrorType.IsEmpty ? exception : found.ErrorType);
        row.Route = Route(in found, row.Kind);
        row.Peer = row.Kind is 3 or 4 ? Peer(in found) : 0;
        return !reader.Malformed;
    }

    private int Route(in Found found, byte kind)
    {
        if (kind is 4 or 5)
        {
            return texts.Add(found.Destination);
        }
        if (kind != 2 || found.Route.IsEmpty || found.Route.Length + found.Method.Length > 1000)
        {
            return 0;
        }
        Span<byte> whole = stackalloc byte[found.Route.Length + found.Method.Length + 1];
        found.Method.CopyTo(whole);
        whole[found.Method.Length] = (byte)' ';
        found.Route.CopyTo(whole[(found.Method.Length + 1)..]);
        return texts.Add(found.Method.IsEmpty ? whole[1..] : whole);
    }

    private int Peer(in Found found)
    {
        if (found.Address.IsEmpty || found.Address.Length > 500)
        {
            return texts.Add(found.Destination.IsEmpty ? found.PeerService : found.Destination);
        }
        var port = found.Port == 0 ? DefaultPorts.Of(found.System) : found.Port;
        if (port is <= 0 or > 65535)
        {
            return texts.Add(found.Address);
        }
        Span<byte> whole = stackalloc byte[found.Address.Length + 6];
        found.Address.CopyTo(whole);
        whole[found.Address.Length] = (byte)':';
        _ = Utf8Formatter.TryFormat(port, whole[(found.Address.Length + 1)..], out var written);
        return texts.Add(whole[..(found.Address.Length + 1 + written)]);
    }

    private static bool TryStatus(ReadOnlySpan<byte> message, ref byte status)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (OtlpDecoder.Tag(reader) == 3 << 3)
            {
                status = reader.Bits <= 2 ? (byte)reader.Bits : (byte)0;
            }
        }
        return !reader.Malformed;
    }

    private static bool TryEvent(ReadOnlySpan<byte> message, ref ReadOnlySpan<byte> exception)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (OtlpDecoder.Tag(reader) != ((3 << 3) | 2))
            {
                continue;
            }
            if (!AttributeScan.TryPair(reader.Bytes, out var key, out var value))
            {
                return false;
            }
            if (key.SequenceEqual("exception.type"u8))
            {
                exception = AttributeScan.Text(value);
            }
        }
        return !reader.Malformed;
    }

    /// <summary>The attributes that rows are made of; newer names of the semantic conventions win over older ones.</summary>
    private ref struct Found
    {
        public ReadOnlySpan<byte> Method;
        public ReadOnlySpan<byte> Route;
        public ReadOnlySpan<byte> Address;
        public ReadOnlySpan<byte> Destination;
        public ReadOnlySpan<byte> PeerService;
        public ReadOnlySpan<byte> System;
        public ReadOnlySpan<byte> ErrorType;
        public long Port;
        public long HttpStatus;

        public bool TryAttribute(ReadOnlySpan<byte> keyValue)
        {
            if (!AttributeScan.TryPair(keyValue, out var key, out var value))
            {
                return false;
            }
            switch (key.Length)
            {
                case 9 when key.SequenceEqual("db.system"u8) && System.IsEmpty:
                    System = AttributeScan.Text(value);
                    break;
                case 10 when key.SequenceEqual("http.route"u8):
                    Route = AttributeScan.Text(value);
                    break;
                case 10 when key.SequenceEqual("error.type"u8):
                    ErrorType = AttributeScan.Text(value);
                    break;
                case 10 when key.SequenceEqual("rpc.system"u8) && System.IsEmpty:
                    System = AttributeScan.Text(value);
                    break;
                case 11 when key.SequenceEqual("server.port"u8):
                    Port = AttributeScan.Integer(value);
                    break;
                case 11 when key.SequenceEqual("http.method"u8) && Method.IsEmpty:
                    Method = AttributeScan.Text(value);
                    break;
                case 12 when key.SequenceEqual("peer.service"u8):
                    PeerService = AttributeScan.Text(value);
                    break;
                case 13 when key.SequenceEqual("net.peer.name"u8) && Address.IsEmpty:
                    Address = AttributeScan.Text(value);
                    break;
                case 13 when key.SequenceEqual("net.peer.port"u8) && Port == 0:
                    Port = AttributeScan.Integer(value);
                    break;
                case 14 when key.SequenceEqual("server.address"u8):
                    Address = AttributeScan.Text(value);
                    break;
                case 14 when key.SequenceEqual("db.system.name"u8):
                    System = AttributeScan.Text(value);
                    break;
                case 15 when key.SequenceEqual("rpc.system.name"u8):
                    System = AttributeScan.Text(value);
                    break;
                case 16 when key.SequenceEqual("messaging.system"u8):
                    System = AttributeScan.Text(value);
                    break;
                case 16 when key.SequenceEqual("http.status_code"u8) && HttpStatus == 0:
                    HttpStatus = AttributeScan.Integer(value);
                    break;
                case 19 when key.SequenceEqual("http.request.method"u8):
                    Method = AttributeScan.Text(value);
                    break;
                case 25 when key.SequenceEqual("http.response.status_code"u8):
                    HttpStatus = AttributeScan.Integer(value);
                    break;
                case 26 when key.SequenceEqual("messaging.destination.name"u8):
                    Destination = AttributeScan.Text(value);
                    break;
            }
            return true;
        }
    }
}
