using Platform.Engines.ObjectStorage.Checksums;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>The bytes of a <see cref="StoreRecord"/>: a kind, then its fields. A new field means a new kind.</summary>
internal static class RecordCodec
{
    public static ReadOnlyMemory<byte> Write(StoreRecord record)
    {
        var bytes = new MemoryStream(256);
        using var writer = new BinaryWriter(bytes);
        switch (record)
        {
            case BucketCreated created:
                Begin(writer, 1, record);
                Write(writer, created.At);
                writer.Write(created.Region);
                break;
            case BucketDeleted:
                Begin(writer, 2, record);
                break;
            case BucketConfigured configured:
                Begin(writer, 3, record);
                writer.Write(configured.Kind);
                WriteOptional(writer, configured.Document);
                break;
            case VersionCommitted committed:
                Begin(writer, 4, record);
                WriteOptional(writer, committed.UploadId);
                Write(writer, committed.Version);
                break;
            case VersionRemoved removed:
                Begin(writer, 5, record);
                writer.Write(removed.Key);
                writer.Write(removed.VersionId);
                break;
            case VersionTagged tagged:
                Begin(writer, 6, record);
                writer.Write(tagged.Key);
                writer.Write(tagged.VersionId);
                Write(writer, tagged.Tags);
                break;
            case UploadStarted started:
                Begin(writer, 7, record);
                Write(writer, started.Upload);
                break;
            case PartCommitted part:
                Begin(writer, 8, record);
                writer.Write(part.UploadId);
                Write(writer, part.Part);
                break;
            case UploadAborted aborted:
                Begin(writer, 9, record);
                writer.Write(aborted.UploadId);
                break;
            default:
                throw new ArgumentException($"{record.GetType().Name} has no form in the journal.", nameof(record));
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    public static StoreRecord Read(ReadOnlySpan<byte> record)
    {
        using var reader = new BinaryReader(new MemoryStream(record.ToArray(), writable: false));
        var kind = reader.ReadByte();
        var bucket = reader.ReadString();
        return kind switch
        {
            1 => new BucketCreated(bucket, ReadTime(reader), reader.ReadString()),
            2 => new BucketDeleted(bucket),
            3 => new BucketConfigured(bucket, reader.ReadString(), ReadOptional(reader)),
            4 => new VersionCommitted(bucket, UploadId: ReadOptional(reader), Version: ReadVersion(reader)),
            5 => new VersionRemoved(bucket, reader.ReadString(), reader.ReadString()),
            6 => new VersionTagged(bucket, reader.ReadString(), reader.ReadString(), ReadPairs(reader)),
            7 => new UploadStarted(bucket, ReadUpload(reader)),
            8 => new PartCommitted(bucket, reader.ReadString(), ReadPart(reader)),
            9 => new UploadAborted(bucket, reader.ReadString()),
            _ => throw new InvalidDataException(
                $"The journal holds a record of the unknown kind {kind}: it was written by a later version."
            ),
        };
    }

    private static void Begin(BinaryWriter writer, byte kind, StoreRecord record)
    {
        writer.Write(kind);
        writer.Write(record.Bucket);
    }

    private static void Write(BinaryWriter writer, ObjectVersion version)
    {
        writer.Write(version.Key);
        writer.Write(version.VersionId);
        Write(writer, version.LastModified);
        writer.Write(version.IsDeleteMarker);
        writer.Write(version.IsMultipart);
        writer.Write(version.Size);
        writer.Write(version.ETag);
        Write(writer, version.Headers);
        Write(writer, version.Tags);
        writer.Write((byte)(version.Checksum?.Algorithm ?? 0));
        if (version.Checksum is { } checksum)
        {
            writer.Write((byte)checksum.Type);
            writer.Write(checksum.Value);
        }
        writer.Write7BitEncodedInt(version.Parts.Count);
        foreach (var part in version.Parts)
            Write(writer, part);
    }

    private static ObjectVersion ReadVersion(BinaryReader reader)
    {
        var version = new ObjectVersion(reader.ReadString(), reader.ReadString(), ReadTime(reader))
        {
            IsDeleteMarker = reader.ReadBoolean(),
            IsMultipart = reader.ReadBoolean(),
            Size = reader.ReadInt64(),
            ETag = reader.ReadString(),
            Headers = ReadPairs(reader),
            Tags = ReadPairs(reader),
            Checksum = ReadChecksum(reader),
        };
        var parts = new ObjectPart[reader.Read7BitEncodedInt()];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = ReadPart(reader);
        return version with { Parts = parts };
    }

    private static Checksum? ReadChecksum(BinaryReader reader) =>
        (ChecksumAlgorithm)reader.ReadByte() is var algorithm && algorithm == 0
            ? null
            : new(algorithm, (ChecksumType)reader.ReadByte(), reader.ReadString());

    private static void Write(BinaryWriter writer, ObjectPart part)
    {
        writer.Write7BitEncodedInt(part.Number);
        writer.Write((part.Blob ?? Guid.Empty).ToByteArray());
        writer.Write(part.Size);
        writer.Write(part.ETag);
        WriteOptional(writer, part.Checksum);
        Write(writer, part.LastModified);
    }

    private static ObjectPart ReadPart(BinaryReader reader)
    {
        var number = reader.Read7BitEncodedInt();
        var blob = new Guid(reader.ReadBytes(16));
        return new(
            number,
            blob == Guid.Empty ? null : blob,
            reader.ReadInt64(),
            reader.ReadString(),
            ReadOptional(reader),
            ReadTime(reader)
        );
    }

    private static void Write(BinaryWriter writer, MultipartUpload upload)
    {
        writer.Write(upload.UploadId);
        writer.Write(upload.Key);
        Write(writer, upload.Started);
        Write(writer, upload.Headers);
        Write(writer, upload.Tags);
        writer.Write((byte)(upload.Algorithm ?? 0));
        writer.Write((byte)upload.Type);
    }

    private static MultipartUpload ReadUpload(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), ReadTime(reader))
        {
            Headers = ReadPairs(reader),
            Tags = ReadPairs(reader),
            Algorithm = (ChecksumAlgorithm)reader.ReadByte() is var algorithm && algorithm == 0 ? null : algorithm,
            Type = (ChecksumType)reader.ReadByte(),
        };

    private static void Write(BinaryWriter writer, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        writer.Write7BitEncodedInt(pairs.Count);
        foreach (var pair in pairs)
        {
            writer.Write(pair.Key);
            writer.Write(pair.Value);
        }
    }

    private static KeyValuePair<string, string>[] ReadPairs(BinaryReader reader)
    {
        var pairs = new KeyValuePair<string, string>[reader.Read7BitEncodedInt()];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = new(reader.ReadString(), reader.ReadString());
        return pairs;
    }

    private static void WriteOptional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void Write(BinaryWriter writer, DateTimeOffset time) => writer.Write(time.UtcTicks);

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);
}
