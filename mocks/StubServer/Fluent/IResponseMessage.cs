using System.Text;
using Platform.Mocks.Stubs.Journal;

namespace WireMock;

/// <summary>An answer as a test reads it.</summary>
public interface IResponseMessage
{
    /// <summary>An <see cref="int"/>; 0 when the answer was a fault.</summary>
    object? StatusCode { get; }

    string? Body { get; }
}

internal sealed class ResponseMessage(ServeEvent served) : IResponseMessage
{
    public object? StatusCode => served.Status;

    public string? Body => served.Body.Length == 0 ? null : Encoding.UTF8.GetString(served.Body);
}
