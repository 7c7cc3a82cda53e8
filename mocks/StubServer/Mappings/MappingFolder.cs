using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Mappings;

/// <summary>Stubs on disk: <c>mappings/**/*.json</c>, one or many to a file.</summary>
public sealed class MappingFolder(string root)
{
    private string Mappings => Path.Combine(root, "mappings");

    /// <summary>In the order of the file names.</summary>
    /// <exception cref="InvalidOperationException">A file cannot be used; the message names it and the place in it.</exception>
    public IReadOnlyList<StubMapping> Load()
    {
        var reader = new StubMappingReader(Path.Combine(root, "__files"));
        var stubs = new List<StubMapping>();
        if (!Directory.Exists(Mappings))
            return stubs;
        foreach (var file in Directory.EnumerateFiles(Mappings, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            try
            {
                stubs.AddRange(reader.ReadMany(JsonText.Parse(File.ReadAllText(file), "")));
            }
            catch (StubRefusedException refused)
            {
                throw new InvalidOperationException(
                    $"The stub file {file} cannot be used: at '{refused.Pointer}' {refused.Detail}. Correct or remove it.",
                    refused
                );
            }
        return stubs;
    }

    public void Save(StubMapping stub)
    {
        Directory.CreateDirectory(Mappings);
        File.WriteAllText(FileOf(stub), JsonText.WriteIndented(stub.Json) + "\n");
    }

    /// <summary>Only what <see cref="Save"/> wrote; other files stay as they are.</summary>
    public void Remove(StubMapping stub) => File.Delete(FileOf(stub));

    private string FileOf(StubMapping stub) => Path.Combine(Mappings, $"{stub.Id}.json");
}
