namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Letters, digits and signs that have a likeness in ASCII become that.</summary>
/// <param name="preserveOriginal">Whether the term stays beside what it becomes.</param>
internal sealed class AsciiFoldingFilter(bool preserveOriginal) : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next, preserveOriginal);

    private sealed class Stage(TokenSink next, bool preserveOriginal) : TokenStage(next)
    {
        private char[] buffer = new char[256];

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (!term.ContainsAnyExceptInRange('\0', '\x7F'))
            {
                Next.Add(term, positionIncrement, start, end, type);
                return;
            }

            if (term.Length * AsciiFolding.LongestFold > buffer.Length)
            {
                buffer = new char[term.Length * AsciiFolding.LongestFold];
            }

            var length = AsciiFolding.Fold(term, buffer);
            var folded = buffer.AsSpan(0, length);
            Next.Add(folded, positionIncrement, start, end, type);
            if (preserveOriginal && !folded.SequenceEqual(term))
            {
                Next.Add(term, 0, start, end, type);
            }
        }
    }
}
