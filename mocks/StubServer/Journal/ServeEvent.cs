using Platform.Mocks.Stubs.Mappings;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Journal;

/// <summary>A request and what answered it.</summary>
/// <param name="Stub">Null when built-in behaviour answered, or nothing did.</param>
/// <param name="Status">0 when the answer was a fault.</param>
/// <param name="Body">Of the stub's answer; empty for a built-in one.</param>
public sealed record ServeEvent(StubRequest Request, StubMapping? Stub, bool WasMatched, int Status, byte[] Body)
{
    internal long Bytes => Request.BodyBytes.Length + Body.Length;
}
