using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Matching;

/// <summary>All that a stub, or a question to the journal, asks of a request.</summary>
public sealed class RequestPattern(IReadOnlyList<RequestPart> parts, UrlTemplate? template = null)
{
    public IReadOnlyList<RequestPart> Parts => parts;

    /// <summary>The template whose variables a response template can use.</summary>
    public UrlTemplate? Template => template;

    public bool Matches(StubRequest request) => parts.All(part => part.Distance(request) == 0);

    /// <summary>Weighted mean over the parts; 0 is a match.</summary>
    public double Distance(StubRequest request) =>
        parts.Count == 0 ? 0 : parts.Sum(part => part.Distance(request) * part.Weight) / parts.Sum(part => part.Weight);

    public IEnumerable<RequestPart> Mismatches(StubRequest request) => parts.Where(part => part.Distance(request) > 0);
}
