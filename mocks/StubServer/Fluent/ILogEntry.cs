using Platform.Mocks.Stubs.Journal;

namespace WireMock.Logging;

/// <summary>A request and what answered it.</summary>
public interface ILogEntry
{
    Guid Guid { get; }

    IRequestMessage RequestMessage { get; }

    IResponseMessage ResponseMessage { get; }

    /// <summary>Null when nothing matched.</summary>
    Guid? MappingGuid { get; }

    string? MappingTitle { get; }
}

internal sealed class LogEntry(ServeEvent served) : ILogEntry
{
    public Guid Guid => served.Request.Id;

    public IRequestMessage RequestMessage { get; } = new RequestMessage(served.Request);

    public IResponseMessage ResponseMessage { get; } = new ResponseMessage(served);

    public Guid? MappingGuid => served.Stub?.Id;

    public string? MappingTitle => served.Stub?.Name;
}
