using Platform.Hosting.Publishing.Helm;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Kustomize;

namespace Publishing.Tests.Kustomize;

/// <summary>Objects of all stages, printed both ways into a folder of their own that is gone afterwards.</summary>
internal sealed class PrintedTree : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kubernetes-");

    private PrintedTree(IReadOnlyList<StageObjects> stages, IReadOnlyList<PrintedFile> files) => (Stages, Files) = (stages, files);

    public IReadOnlyList<StageObjects> Stages { get; }

    public IReadOnlyList<PrintedFile> Files { get; }

    public string Path => folder.FullName;

    public static PrintedTree Of(IReadOnlyList<StageObjects> stages)
    {
        var names = stages.Select(stage => stage.Stage).ToList();
        var objects = StagedObject.Align(stages);
        var tree = new PrintedTree(
            stages,
            [.. new KustomizePrinter(names).Print(objects), .. new HelmPrinter(new ChartInfo("open-market", "1.0.0"), names).Print(objects)]
        );
        foreach (var file in tree.Files)
        {
            var path = System.IO.Path.Combine(tree.Path, file.Path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
        return tree;
    }

    /// <summary>The file's text; null where there is none.</summary>
    public string? Find(string path) => Files.FirstOrDefault(file => file.Path == path)?.Text;

    public string Text(string path) =>
        Find(path) ?? throw new InvalidOperationException($"No {path} among {string.Join(", ", Files.Select(file => file.Path))}");

    public void Dispose() => folder.Delete(recursive: true);
}
