namespace WireMock;

/// <summary>A request as a test reads it.</summary>
public interface IRequestMessage
{
    string ClientIP { get; }

    /// <summary>The whole URL.</summary>
    string Url { get; }

    string AbsolutePath { get; }

    /// <summary>Decoded.</summary>
    string Path { get; }

    string Method { get; }

    IDictionary<string, WireMockList<string>>? Headers { get; }

    IDictionary<string, string>? Cookies { get; }

    IDictionary<string, WireMockList<string>>? Query { get; }

    /// <summary>Null when empty.</summary>
    string? Body { get; }

    byte[]? BodyAsBytes { get; }

    DateTime DateTime { get; }
}

/// <summary>The values of one header or parameter; prints as the first or all of them.</summary>
public class WireMockList<T> : List<T>
{
    public WireMockList() { }

    public WireMockList(IEnumerable<T> values)
        : base(values) { }

    public override string ToString() => string.Join(", ", this);
}
