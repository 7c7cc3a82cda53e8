using System.Globalization;
using SearchBench;

switch (args)
{
    case ["corpus", var directory, var documents]:
        Corpus.Write(directory, int.Parse(documents));
        return 0;
    case ["in-process", var directory]:
        await InProcess.RunAsync(Corpus.Read(directory), Lucene(Path.Combine(directory, "lucene.txt")));
        return 0;
    case ["http", var url, var directory]:
        await HttpLoad.RunAsync(url, Corpus.Read(directory));
        return 0;
    case ["wait", var url, var documents]:
        await HttpLoad.WaitAsync(url, long.Parse(documents));
        return 0;
    default:
        Console.Error.WriteLine(
            "Usage: SearchBench corpus DIRECTORY DOCUMENTS | in-process DIRECTORY | http URL DIRECTORY | wait URL DOCUMENTS"
        );
        return 2;
}

static Dictionary<string, double>? Lucene(string file) =>
    File.Exists(file)
        ? File.ReadLines(file)
            .Select(line => line.Split(' '))
            .ToDictionary(row => row[0], row => double.Parse(row[1], CultureInfo.InvariantCulture))
        : null;
