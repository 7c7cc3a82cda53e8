using System.Text;
using Aspire.Hosting;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What is on disk below the output directory. Links are never followed: they may lead out of it.</summary>
internal static class OutputDisk
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <summary>The text at the path; null: nothing is there.</summary>
    /// <exception cref="DistributedApplicationException">A directory is there, or a link.</exception>
    public static string? Read(string root, string path)
    {
        RefuseLinks(root, path);
        var full = Path.Combine(root, path);
        if (Directory.Exists(full))
        {
            throw new DistributedApplicationException(
                $"{full} is a directory, and publish writes a file there. Nothing was written: move it away, or give another --output-path."
            );
        }
        return File.Exists(full) ? s_utf8.GetString(File.ReadAllBytes(full)) : null;
    }

    /// <summary>Of what is at the full path; null: nothing is there.</summary>
    public static string? HashOf(string path) => File.Exists(path) ? OwnedFile.HashOf(s_utf8.GetString(File.ReadAllBytes(path))) : null;

    /// <exception cref="DistributedApplicationException">The path, or a directory on the way to it, is a link.</exception>
    public static void RefuseLinks(string root, string path)
    {
        foreach (var step in OutputPath.Parents(path).Append(path).Select(step => Path.Combine(root, step)))
        {
            if (new FileInfo(step).LinkTarget is { } target)
            {
                throw new DistributedApplicationException(
                    $"{step} is a link to {target}. Publish follows no links, for they may lead out of the output directory. Nothing was written: replace it by what it points to, or give another --output-path."
                );
            }
        }
    }
}
