namespace Platform.Engines.Elasticsearch.Tests.Lucene;

/// <summary>The documents that Lucene ranked, made again: LuceneOracle.java makes the same of the same vocabulary.</summary>
internal static class GeneratedDocuments
{
    private const int Count = 3000;

    public static IReadOnlyList<(string Title, string Body, string Note)> All { get; } = Generate();

    private static List<(string Title, string Body, string Note)> Generate()
    {
        var (korean, english) = (new Vocabulary(), new Vocabulary());
        var current = korean;
        foreach (var line in Goldens.Lines("vocabulary.txt"))
        {
            if (line.StartsWith('#'))
            {
                current = line == "# ko" ? korean : english;
                continue;
            }

            foreach (var word in line.Split(' '))
            {
                current.Add(word);
            }
        }

        var dice = new Dice(20240501);
        var documents = new List<(string Title, string Body, string Note)>();
        for (var i = 0; i < Count; i++)
        {
            var language = dice.Next(3);
            var title = Text(2 + dice.Next(5));
            var body = Text(8 + dice.Next(40) + (dice.Next(20) == 0 ? 150 : 0));
            documents.Add((title, body, Text(3 + dice.Next(12))));

            string Text(int words) =>
                string.Join(' ', Enumerable.Range(0, words).Select(_ => (IsKorean() ? korean : english).Pick(dice)).ToArray());

            bool IsKorean() => language == 0 || language == 2 && dice.Next(2) == 0;
        }

        return documents;
    }

    private sealed class Dice(ulong state)
    {
        public int Next(int bound)
        {
            state = unchecked(state * 6364136223846793005 + 1442695040888963407);
            return (int)((state >> 33) % (ulong)bound);
        }
    }

    /// <summary>Words by Zipf's law: the n-th is 1 / (n + 5) as frequent.</summary>
    private sealed class Vocabulary
    {
        private readonly List<string> words = [];
        private readonly List<int> sums = [];

        public void Add(string word)
        {
            sums.Add((sums.Count == 0 ? 0 : sums[^1]) + 1_000_000 / (words.Count + 5));
            words.Add(word);
        }

        public string Pick(Dice dice)
        {
            var at = sums.BinarySearch(dice.Next(sums[^1]) + 1);
            return words[at < 0 ? ~at : at];
        }
    }
}
