using System.Security.Cryptography;

namespace Platform.Extraction.Intake;

/// <summary>One reading of a stream: hash, size and type of it, and its bytes if somebody is to read them.</summary>
internal sealed class FileIntake : IDisposable
{
    private const int InMemory = 1 << 20;

    private readonly MemoryStream _memory = new();
    private FileStream? _file;
    private MappedFile? _mapped;

    private FileIntake() { }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    public long Size { get; private set; }

    public FileType Type { get; private set; } = TextTypes.Plain;

    /// <summary>Valid until disposed: it may be a mapped file.</summary>
    /// <exception cref="RefusedException">The file was too large to be kept.</exception>
    public ReadOnlyMemory<byte> Content =>
        Size > Limits.File ? throw RefusedException.TooLarge($"{Type.MediaType}: {Size} bytes, and {Limits.File} are read at most")
        : _file is null ? _memory.GetBuffer().AsMemory(0, (int)_memory.Length)
        : (_mapped ??= new MappedFile(_file)).Memory;

    /// <param name="keep">Whether the bytes of a type that can be read are wanted as well.</param>
    public static async Task<FileIntake> ReadAsync(Stream content, bool keep, CancellationToken cancellationToken)
    {
        var intake = new FileIntake();
        try
        {
            await intake.FillAsync(content, keep, cancellationToken).ConfigureAwait(false);
            return intake;
        }
        catch
        {
            intake.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _mapped?.Dispose();
        _file?.Dispose();
    }

    private async Task FillAsync(Stream content, bool keep, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 << 10];
        var read = await content
            .ReadAtLeastAsync(buffer, FileTypes.Head, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        Type = FileTypes.Detect(buffer.AsSpan(0, Math.Min(read, FileTypes.Head)));
        keep &= Type.Reader is not FileReader.None;
        while (read > 0)
        {
            hash.AppendData(buffer, 0, read);
            Size += read;
            if (keep && Size <= Limits.File)
            {
                await KeepAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task KeepAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_file is null && _memory.Length + bytes.Length > InMemory)
        {
            _file = Temporary();
            await _file.WriteAsync(_memory.GetBuffer().AsMemory(0, (int)_memory.Length), cancellationToken).ConfigureAwait(false);
            _memory.SetLength(0);
        }

        await (_file ?? (Stream)_memory).WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private static FileStream Temporary()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(Path.Combine(Path.GetTempPath(), $"extraction-{Guid.NewGuid():n}"), options);
    }
}
