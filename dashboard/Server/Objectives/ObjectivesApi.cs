using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Dashboard.Insight;

namespace Platform.Dashboard.Objectives;

internal static class ObjectivesApi
{
    private const double Hour = 3_600_000;

    public static IEndpointRouteBuilder MapObjectivesApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/objectives", Objectives);
        api.MapGet("/alarms", Alarms);
        return api;
    }

    private static JsonHttpResult<ObjectiveList> Objectives(
        DashboardOptions options,
        ObjectiveReader live,
        InsightSource insight,
        TimeProvider time,
        double? from = null,
        double? to = null
    )
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        var end = to is > 0 and < 9e12 ? Math.Min(to.Value, now) : now;
        var start = from is >= 0 && from < end ? from.Value : end - Hour;
        var current = insight.Current;
        var reader = insight.Run is null ? live : new ObjectiveReader(new SubjectTraffic(current));
        var items = options.Host?.Facts.Objectives ?? [];
        // Who looks back sees how it stood then.
        return TypedResults.Json(
            new ObjectiveList(
                [.. items.Select(item => reader.Read(item, Nanoseconds(start), Nanoseconds(end), Nanoseconds(end)))],
                start,
                end
            ),
            ObjectivesJson.Default.ObjectiveList
        );
    }

    private static long Nanoseconds(double milliseconds) => (long)(milliseconds * 1e6);

    private static JsonHttpResult<AlarmList> Alarms(
        DashboardOptions options,
        AlarmLog log,
        AlarmEvaluator evaluator,
        AlarmReceivers receivers,
        double? from = null,
        double? to = null
    )
    {
        var alarms = log.All()
            .Select(Of)
            .Where(item => (to is null || item.Since <= to) && (from is null || item.EndedAt is null || item.EndedAt >= from))
            .ToList();
        var pending = evaluator.Pending().Select(item => Of(item.Alert, item.Since, item.Due, item.Value));
        return TypedResults.Json(
            new AlarmList(
                [.. pending, .. alarms.OrderByDescending(item => item.State == "firing")],
                alarms.Count(item => item.State == "firing"),
                options.Host?.Facts.Alerts.Count ?? 0,
                [.. receivers.Statuses.Select(Of)]
            ),
            ObjectivesJson.Default.AlarmList
        );
    }

    private static AlarmItem Of(Alarm alarm) =>
        Item(alarm.Alert, alarm.EndedAt is null ? "firing" : "resolved", alarm.Value, alarm.Since, alarm.Text) with
        {
            Id = alarm.Id,
            FiredAt = Milliseconds(alarm.FiredAt),
            EndedAt = alarm.EndedAt is { } ended ? Milliseconds(ended) : null,
        };

    private static AlarmItem Of(AlertDefinition alert, DateTimeOffset since, DateTimeOffset due, double value) =>
        Item(alert, "pending", value, since, alert.Name) with
        {
            Due = Milliseconds(due),
        };

    private static AlarmItem Item(AlertDefinition alert, string state, double value, DateTimeOffset since, string text) =>
        new(
            null,
            alert.Name,
            alert.Subject.Resource,
            alert.Subject.Route,
            alert.Subject.Caller,
            alert.Measure,
            alert.Limit,
            alert.Severity,
            alert.For.TotalMilliseconds,
            state,
            double.IsFinite(value) ? value : null,
            Milliseconds(since),
            null,
            null,
            null,
            text
        );

    private static AlarmReceiverItem Of(AlarmDeliveryStatus status) =>
        new(
            status.Kind,
            status.Target,
            status.Waiting,
            status.Delivered,
            status.DeliveredAt is { } delivered ? Milliseconds(delivered) : null,
            status.Failures,
            status.Lost,
            status.Error,
            status.RetryAt is { } retry ? Milliseconds(retry) : null
        );

    private static double Milliseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
