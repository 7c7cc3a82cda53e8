using System.Text.Json;

namespace Platform.Engines.Host.Protocol;

/// <summary>
/// A message as JSON, read and written by hand: what the serializer generates for these few records is 250 methods to compile at the child's
/// start, a sixth of all.
/// </summary>
internal interface IMessage<TSelf>
    where TSelf : IMessage<TSelf>
{
    /// <summary>Writes the properties of an object that is open.</summary>
    void WriteTo(Utf8JsonWriter json);

    /// <exception cref="InvalidOperationException">A value is of another kind.</exception>
    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    static abstract TSelf Read(JsonElement json);
}
