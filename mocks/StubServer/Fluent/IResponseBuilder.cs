using System.Net;

namespace WireMock.ResponseBuilders;

/// <summary>What a stub answers.</summary>
public interface IResponseProvider;

/// <summary>Builds an answer; 200 with no body until told otherwise.</summary>
public interface IResponseBuilder : IResponseProvider
{
    IResponseBuilder WithStatusCode(int code);

    IResponseBuilder WithStatusCode(HttpStatusCode code);

    IResponseBuilder WithSuccess();

    IResponseBuilder WithNotFound();

    IResponseBuilder WithHeader(string name, params string[] values);

    IResponseBuilder WithHeaders(IDictionary<string, string> headers);

    IResponseBuilder WithBody(string body);

    IResponseBuilder WithBody(byte[] body);

    /// <summary>Worked out for each request.</summary>
    IResponseBuilder WithBody(Func<IRequestMessage, string> body);

    /// <summary>With <c>Content-Type: application/json</c> unless a header says otherwise.</summary>
    IResponseBuilder WithBodyAsJson(object body);

    IResponseBuilder WithDelay(TimeSpan delay);

    /// <param name="milliseconds">Waited before the answer.</param>
    IResponseBuilder WithDelay(int milliseconds);

    IResponseBuilder WithRandomDelay(int minimumMilliseconds = 0, int maximumMilliseconds = 60_000);

    IResponseBuilder WithFault(FaultType fault);

    /// <summary>Body and headers are templates; <c>mocks/StubServer/README.md</c> says what they may hold.</summary>
    IResponseBuilder WithTransformer();
}

public enum FaultType
{
    NONE,
    EMPTY_RESPONSE,
    MALFORMED_RESPONSE_CHUNK,
}
