using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Groups.Apis;

/// <summary>There is one node: it coordinates every group and every transaction.</summary>
/// <remarks>Source: FindCoordinatorRequest.json, FindCoordinatorResponse.json; versions 0–2, none flexible.</remarks>
internal sealed class FindCoordinatorApi : IApi
{
    private const sbyte Group = 0;
    private const sbyte Transaction = 1;

    public ApiKey Key => ApiKey.FindCoordinator;

    public ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        request.String();
        var type = version >= 1 ? request.Int8() : Group;
        var known = type is Group or Transaction;
        if (version >= 1)
        {
            response.Int32(0);
        }

        response.Error(known ? ErrorCode.None : ErrorCode.InvalidRequest);
        if (version >= 1)
        {
            response.NullableString(known ? null : $"There is no coordinator of type {type}.");
        }

        response.Int32(known ? BrokerNode.NodeId : -1);
        response.String(known ? context.Client.AdvertisedHost : "");
        response.Int32(known ? context.Client.AdvertisedPort : -1);
        return ValueTask.CompletedTask;
    }
}
