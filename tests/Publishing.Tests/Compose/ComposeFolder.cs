using System.Text.RegularExpressions;
using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

/// <summary>What was printed, in a directory as a user has it: <c>.env</c> filled in, secrets made by the script that lies beside.</summary>
internal sealed partial class ComposeFolder : IDisposable
{
    private ComposeFolder(string path) => Path = path;

    /// <summary>Where <c>docker-compose.yaml</c> lies.</summary>
    public string Path { get; }

    public static async Task<ComposeFolder> WriteAsync(ComposeOutput output)
    {
        var root = Directory.CreateTempSubdirectory("compose-").FullName;
        foreach (var file in output.Tree.Files)
        {
            var path = System.IO.Path.Combine(root, file.Path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var text = file.Path is "compose/.env"
                ? Host().Replace(Url().Replace(file.Text, "$1=https://outside.example"), "$1=outside.example")
                : file.Text;
            await File.WriteAllTextAsync(path, text);
        }
        var folder = new ComposeFolder(System.IO.Path.Combine(root, "compose"));
        (await Tools.RunAsync("/bin/sh", ["secrets/generate.sh"], folder.Path)).ShouldSucceed();
        return folder;
    }

    /// <summary>The stage's environment as one file: 1.29 takes no two.</summary>
    public string EnvFile(string stage)
    {
        var file = System.IO.Path.Combine(Path, $"both-{stage}.env");
        File.WriteAllText(
            file,
            File.ReadAllText(System.IO.Path.Combine(Path, ".env")) + File.ReadAllText(System.IO.Path.Combine(Path, $".env.{stage}"))
        );
        return file;
    }

    public string[] Files(string stage)
    {
        var top = $"docker-compose.{stage}.yaml";
        return File.Exists(System.IO.Path.Combine(Path, top)) ? ["docker-compose.yaml", top] : ["docker-compose.yaml"];
    }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);

    [GeneratedRegex("^([A-Z_]+_URL)=$", RegexOptions.Multiline)]
    private static partial Regex Url();

    [GeneratedRegex("^([A-Z_]+_HOST)=$", RegexOptions.Multiline)]
    private static partial Regex Host();
}
