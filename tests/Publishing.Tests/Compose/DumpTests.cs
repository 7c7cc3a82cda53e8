namespace Publishing.Tests.Compose;

public class DumpTests
{
    [Fact]
    public async Task Dump()
    {
        var output = await ComposeOutput.RealAsync();
        foreach (var file in output.Tree.Files)
        {
            var path = Path.Combine("/tmp/compose-out", file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await System.IO.File.WriteAllTextAsync(path, file.Text);
        }
        await System.IO.File.WriteAllLinesAsync("/tmp/compose-out/report.txt", output.Report.Findings.Select(f => f.ToString()));
    }
}
