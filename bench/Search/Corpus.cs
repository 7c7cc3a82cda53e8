using System.Text;

namespace SearchBench;

/// <summary>Texts and questions, the same each time: words by Zipf's law, as files that any program can read.</summary>
internal sealed record Corpus(string[] Texts, string[] Categories, long[] Prices, Dictionary<string, string[]> Questions)
{
    private const int Vocabulary = 30_000;
    private const int WordsEach = 60;
    private const int QuestionsEach = 200;

    public static IReadOnlyList<string> Kinds { get; } = ["term", "or3", "and2", "phrase", "fuzzy", "prefix"];

    public static Corpus Read(string directory)
    {
        var rows = File.ReadLines(Path.Combine(directory, "documents.tsv")).Select(line => line.Split('\t')).ToArray();
        return new(
            [.. rows.Select(row => row[2])],
            [.. rows.Select(row => row[0])],
            [.. rows.Select(row => long.Parse(row[1]))],
            Kinds.ToDictionary(kind => kind, kind => File.ReadAllLines(Path.Combine(directory, kind + ".txt")))
        );
    }

    public static void Write(string directory, int documents)
    {
        var random = new Random(7);
        var words = Words(random);
        var sums = new double[words.Length];
        for (var rank = 0; rank < words.Length; rank++)
        {
            sums[rank] = (rank == 0 ? 0 : sums[rank - 1]) + (1.0 / (rank + 2));
        }
        string Word()
        {
            var at = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
            return words[at < 0 ? ~at : at];
        }

        var texts = new string[documents];
        using (var writer = new StreamWriter(Path.Combine(directory, "documents.tsv")))
        {
            for (var i = 0; i < documents; i++)
            {
                texts[i] = string.Join(' ', Enumerable.Range(0, WordsEach).Select(_ => Word()));
                writer.Write($"category{random.Next(40)}\t{random.Next(1_000, 500_000)}\t{texts[i]}\n");
            }
        }

        // Neither the commonest nor the rarest words are what people look for.
        string Asked() => words[(int)(10 * Math.Pow(300, random.NextDouble()))];
        foreach (var kind in Kinds)
        {
            File.WriteAllLines(Path.Combine(directory, kind + ".txt"), Enumerable.Range(0, QuestionsEach).Select(_ => Question(kind)));
        }

        string Question(string kind)
        {
            switch (kind)
            {
                case "or3":
                    return $"{Asked()} {Asked()} {Asked()}";
                case "and2":
                    return $"{Asked()} {Asked()}";
                case "phrase":
                    var text = texts[random.Next(documents)].Split(' ');
                    var at = random.Next(WordsEach - 1);
                    return $"{text[at]} {text[at + 1]}";
                case "fuzzy":
                    var word = Asked().ToCharArray();
                    word[random.Next(1, word.Length)] = (char)('a' + random.Next(26));
                    return new(word);
                case "prefix":
                    return Asked()[..3];
                default:
                    return Asked();
            }
        }
    }

    private static string[] Words(Random random)
    {
        var words = new HashSet<string>();
        var word = new StringBuilder();
        while (words.Count < Vocabulary)
        {
            word.Clear();
            for (var length = random.Next(4, 10); length > 0; length--)
            {
                word.Append((char)('a' + random.Next(26)));
            }
            words.Add(word.ToString());
        }
        return [.. words];
    }
}
