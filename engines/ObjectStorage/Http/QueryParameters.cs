namespace Platform.Engines.ObjectStorage.Http;

/// <summary>The decoded query, in the order sent; <c>?uploads</c> and <c>?uploads=</c> are the same.</summary>
internal sealed class QueryParameters(IReadOnlyList<KeyValuePair<string, string>> pairs)
{
    private const int Most = 64;

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    public string? this[string name]
    {
        get
        {
            foreach (var pair in pairs)
                if (pair.Key == name)
                    return pair.Value;
            return null;
        }
    }

    public bool Has(string name) => this[name] is not null;

    /// <summary>A number from 0 up to <paramref name="most"/>; larger ones are cut to it as S3 does.</summary>
    public int Number(string name, int absent, int most)
    {
        if (this[name] is not { } text)
            return absent;
        if (text.Length == 0)
            return absent;
        if (!int.TryParse(text, out var number) || number < 0)
            throw S3Errors.InvalidArgument($"Argument {name} must be an integer between 0 and 2147483647", name, text);
        return Math.Min(number, most);
    }

    public static QueryParameters Parse(string query)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pairs.Count == Most)
                throw S3Errors.InvalidUri();
            var equals = part.IndexOf('=');
            pairs.Add(
                equals < 0
                    ? new(RequestTarget.Decode(part, plusIsSpace: true), "")
                    : new(
                        RequestTarget.Decode(part[..equals], plusIsSpace: true),
                        RequestTarget.Decode(part[(equals + 1)..], plusIsSpace: true)
                    )
            );
        }
        return new(pairs);
    }
}
