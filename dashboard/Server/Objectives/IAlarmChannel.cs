namespace Platform.Dashboard.Objectives;

/// <summary>A way out of the house.</summary>
internal interface IAlarmChannel
{
    /// <summary>slack, webhook or mail.</summary>
    string Kind { get; }

    /// <summary>Where it goes, without what is secret of it.</summary>
    string Target { get; }

    /// <exception cref="AlarmRefusedException">Refused for good: another attempt would change nothing.</exception>
    Task SendAsync(Alarm alarm, CancellationToken cancellationToken);
}

/// <summary>A receiver said no, and would say it again.</summary>
internal sealed class AlarmRefusedException(string message) : Exception(message);
