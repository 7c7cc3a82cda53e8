namespace Platform.Mocks.Stubs.Json;

/// <summary>A mapping or call that asks for what cannot be done; answered with 422 and the place where it stands.</summary>
public sealed class StubRefusedException(string pointer, string detail) : Exception($"{pointer}: {detail}")
{
    /// <summary>JSON pointer to the offending field.</summary>
    public string Pointer { get; } = pointer;

    public string Detail { get; } = detail;
}
