using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Http;

/// <summary>A seller's call with its body read.</summary>
public sealed class MallCall(HttpRequest request, byte[] body)
{
    public HttpRequest Request => request;

    public ReadOnlyMemory<byte> Raw => body;

    public Fields Body => field ??= Fields.Parse(body);

    /// <summary>For calls whose body may be left out.</summary>
    public Fields? OptionalBody => body.Length == 0 ? null : Body;

    /// <summary>A part of the path.</summary>
    public string this[string part] => (string)request.RouteValues[part]!;

    /// <summary>Null when it is absent or empty.</summary>
    public string? Query(string name) => request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    public int Query(string name, int otherwise, int least, int most) =>
        Query(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new MallException(Refusal.Invalid, name);

    /// <summary>ISO 8601 with an offset; null when it is absent.</summary>
    public DateTimeOffset? Time(string name) =>
        Query(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new MallException(Refusal.Invalid, name);
}

/// <summary>What a mall answers.</summary>
public sealed record MallAnswer(int Status, JsonObject Body)
{
    public static implicit operator MallAnswer(JsonObject body) => new(StatusCodes.Status200OK, body);
}
