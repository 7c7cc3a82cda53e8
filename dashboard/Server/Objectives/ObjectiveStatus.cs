namespace Platform.Dashboard.Objectives;

/// <summary>An objective and how it stands.</summary>
/// <param name="State">kept, warning, broken, or unknown: too few requests in the last five minutes.</param>
/// <param name="Value">Of the last five minutes; null without requests.</param>
/// <param name="Samples">Requests in the last five minutes.</param>
internal sealed record ObjectiveStatus(
    string Name,
    string Resource,
    string? Route,
    string? Caller,
    string Measure,
    double Limit,
    double? Warning,
    double Target,
    int MinimumSamples,
    string State,
    double? Value,
    long Samples,
    ObjectiveBudget Budget,
    ObjectiveBurn Burn,
    ObjectiveSpark Spark
);

/// <summary>The error budget over the time that is looked at.</summary>
/// <param name="Bad">Requests that count against it.</param>
/// <param name="Allowed">How many might have.</param>
/// <param name="Spent">1: all of it.</param>
internal sealed record ObjectiveBudget(long Bad, long All, double Allowed, double? Spent)
{
    public static ObjectiveBudget Of(long bad, long all, double share) => new(bad, all, all * share, all == 0 ? null : bad / (all * share));
}

/// <summary>How fast the budget goes: 1 spends just all of it. Null where there were too few requests.</summary>
/// <param name="Fast">More than 14.4 over five minutes and an hour.</param>
/// <param name="Slow">More than 6 over half an hour and six hours.</param>
internal sealed record ObjectiveBurn(double? Minutes5, double? Minutes30, double? Hour1, double? Hours6, bool Fast, bool Slow);

/// <param name="From">Milliseconds since 1970.</param>
/// <param name="Step">Milliseconds.</param>
internal sealed record ObjectiveSpark(double From, double Step, double?[] Values);

internal sealed record ObjectiveList(IReadOnlyList<ObjectiveStatus> Items, double From, double To);

/// <summary>An alarm, with times in milliseconds since 1970.</summary>
/// <param name="State">pending, firing or resolved.</param>
/// <param name="Id">Null while it is pending.</param>
internal sealed record AlarmItem(
    long? Id,
    string Name,
    string Resource,
    string? Route,
    string? Caller,
    string Measure,
    double Limit,
    string Severity,
    double For,
    string State,
    double? Value,
    double Since,
    double? FiredAt,
    double? EndedAt,
    double? Due,
    string Text
);

internal sealed record AlarmReceiverItem(
    string Kind,
    string Target,
    int Waiting,
    int Delivered,
    double? DeliveredAt,
    int Failures,
    int Lost,
    string? Error,
    double? RetryAt
);

/// <param name="Alerts">How many alerts are declared.</param>
internal sealed record AlarmList(IReadOnlyList<AlarmItem> Items, int Firing, int Alerts, IReadOnlyList<AlarmReceiverItem> Receivers);
