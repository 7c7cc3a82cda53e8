using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Templates;

/// <summary>What a template can see.</summary>
/// <param name="Variables">Of the URL template, if the stub has one.</param>
/// <param name="Parameters">The stub's <c>transformerParameters</c>.</param>
public sealed record TemplateContext(
    StubRequest Request,
    IReadOnlyDictionary<string, string> Variables,
    JsonObject? Parameters,
    TimeProvider Time
);
