using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Matching;

/// <summary>One thing that a pattern asks of a request.</summary>
/// <param name="Name">For reports: <c>URL</c>, <c>header X-A</c>.</param>
/// <param name="Expected">For reports.</param>
/// <param name="Distance">0 is a match.</param>
/// <param name="Weight">How much it counts in a near miss.</param>
public sealed record RequestPart(string Name, string Expected, Func<StubRequest, double> Distance, int Weight = 1);
