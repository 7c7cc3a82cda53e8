using Aspire.Hosting.Run.Unix;
using Platform.Hosting;

namespace Aspire.Hosting.Run.Launch;

/// <summary>Finds the file of a program and says clearly why it cannot be run.</summary>
internal static class ProgramLookup
{
    /// <param name="path">The PATH that the program will have.</param>
    /// <exception cref="LaunchException">Nothing executable stands there.</exception>
    public static string Find(LaunchSpec spec, string? path)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
        {
            throw new LaunchException(
                $"'{spec.Name}' cannot start '{spec.FileName}': its working directory '{spec.WorkingDirectory}' does not exist. "
                    + "Create it, or correct the path in the AppHost."
            );
        }

        return spec.FileName.Contains('/')
            ? Require(spec, Path.GetFullPath(spec.FileName, Path.GetFullPath(spec.WorkingDirectory)))
            : Search(spec, path ?? "/usr/local/bin:/usr/bin:/bin");
    }

    private static string Require(LaunchSpec spec, string file)
    {
        if (Directory.Exists(file))
        {
            throw new LaunchException($"'{spec.Name}' cannot start '{file}': it is a directory. Name the program in it.");
        }

        if (!File.Exists(file))
        {
            throw new LaunchException(
                $"'{spec.Name}' cannot start '{file}': there is no such file. Build it, or correct the path in the AppHost."
            );
        }

        return Libc.Access(file, Libc.Executable) == 0
            ? file
            : throw new LaunchException($"'{spec.Name}' cannot start '{file}': it is not executable. Run: chmod +x '{file}'");
    }

    private static string Search(LaunchSpec spec, string path)
    {
        string? notExecutable = null;
        foreach (var directory in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(Path.GetFullPath(directory, Path.GetFullPath(spec.WorkingDirectory)), spec.FileName);
            if (File.Exists(file))
            {
                if (Libc.Access(file, Libc.Executable) == 0)
                {
                    return file;
                }

                notExecutable ??= file;
            }
        }

        throw new LaunchException(
            notExecutable is null
                ? $"'{spec.Name}' cannot start '{spec.FileName}': no such program in PATH ({path}). Install it, or give its full path in the AppHost."
                : $"'{spec.Name}' cannot start '{spec.FileName}': '{notExecutable}' is not executable. Run: chmod +x '{notExecutable}'"
        );
    }
}
