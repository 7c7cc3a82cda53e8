namespace Platform.Hosting.Deployment;

/// <summary>The resource issues the tokens that requests from outside carry. Who is in <see cref="CheckedBy"/> lets none in that it did not sign.</summary>
/// <param name="Issuer">The <c>iss</c> of its tokens.</param>
public sealed record TokenIssuer(string Issuer)
{
    /// <summary>Where its keys are.</summary>
    public string KeysPath { get; init; } = "/.well-known/jwks.json";

    /// <summary>The <c>aud</c> of its tokens.</summary>
    public string Audience { get; init; } = "platform";

    /// <summary>The resources at which a mesh looks at tokens: where they come in.</summary>
    public IReadOnlyList<string> CheckedBy { get; init; } = [];
}
