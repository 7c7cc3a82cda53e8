using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>Who asks what, for a handler.</summary>
internal sealed class RequestContext(RequestHeader header, ClientConnectionInfo client)
{
    public ApiKey Key => header.Key;

    public short Version => header.Version;

    /// <summary>The client's own name (<c>client.id</c>); empty where it sent none.</summary>
    public string ClientId => header.ClientId ?? "";

    public ClientConnectionInfo Client => client;

    /// <summary>Set for Produce with acks=0: the protocol has no response for it.</summary>
    public bool NoResponse { get; set; }

    /// <summary>Bytes of <see cref="BrokerNode.Responses"/> that the handler took for its response; given back once that is sent.</summary>
    public long ResponseLease { get; set; }

    /// <summary>Set to end the connection after this request: all that is left to say where there is no response.</summary>
    public bool CloseConnection { get; set; }
}
