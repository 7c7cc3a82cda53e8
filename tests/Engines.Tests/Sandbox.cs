namespace Engines.Tests;

/// <summary>A directory of one test, gone after it.</summary>
internal sealed class Sandbox : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("engines-tests-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(this[name], content);
        return this[name];
    }

    public void Dispose()
    {
        for (var attempt = 0; Directory.Exists(Root); attempt++)
        {
            try
            {
                Directory.Delete(Root, recursive: true);
            }
            catch (Exception busy) when (attempt < 5 && busy is IOException or UnauthorizedAccessException)
            {
                // The engine deletes discarded data in the background, file by file, as we do.
            }
        }
    }
}
