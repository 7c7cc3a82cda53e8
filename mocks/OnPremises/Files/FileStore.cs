using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Platform.Mocks.OnPremises.Files;

/// <summary>Files in a directory, by key. A file is there whole or not at all.</summary>
public sealed class FileStore : IDisposable
{
    private const int LongestKey = 512;
    private readonly string root;
    private readonly string incoming;
    private readonly bool temporary;
    private readonly long maxBytes;

    public FileStore(IOptions<OnPremisesOptions> options)
    {
        temporary = options.Value.Directory is null;
        root = Path.GetFullPath(options.Value.Directory ?? Directory.CreateTempSubdirectory("onpremises-").FullName);
        maxBytes = options.Value.MaxFileBytes;
        incoming = Path.Combine(root, ".incoming");
        // What a crash left half written.
        if (Directory.Exists(incoming))
            Directory.Delete(incoming, recursive: true);
        Directory.CreateDirectory(incoming);
    }

    /// <summary>A key is a relative path of ordinary segments, at most 512 characters.</summary>
    public static bool IsKey(string key) =>
        key.Length is > 0 and <= LongestKey
        && key.Split('/').All(segment => segment is not ("" or "." or "..") && !segment.StartsWith('.') && !segment.Any(IsOdd));

    /// <summary>Writes a file; the answer is its length and SHA-256. A source that breaks off or is too long leaves what was there before.</summary>
    public async Task<(long Length, string Sha256)> PutAsync(string key, Stream source, CancellationToken cancellationToken)
    {
        var path = Path.Combine(incoming, Guid.NewGuid().ToString("N"));
        try
        {
            var stored = await CopyAsync(source, path, cancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
            File.Move(path, PathOf(key), overwrite: true);
            return stored;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Null when there is no such file.</summary>
    public FileStream? Open(string key)
    {
        try
        {
            return new FileStream(
                PathOf(key),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                1,
                FileOptions.Asynchronous
            );
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Delete(string key)
    {
        if (File.Exists(PathOf(key)))
            File.Delete(PathOf(key));
    }

    /// <summary>Keys that begin with <paramref name="prefix"/>, in order, at most a thousand.</summary>
    public IEnumerable<string> List(string prefix) =>
        Directory
            .EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(path => !path.StartsWith(incoming, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Take(1000);

    public void Dispose()
    {
        if (temporary && Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }

    private async Task<(long Length, string Sha256)> CopyAsync(Stream source, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        var buffer = new byte[128 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            if (file.Position + read > maxBytes)
                throw new BadHttpRequestException($"A file has at most {maxBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        return (file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private string PathOf(string key) => Path.Combine(root, key);

    private static bool IsOdd(char c) => c is '\\' or ':' || char.IsControl(c);
}
