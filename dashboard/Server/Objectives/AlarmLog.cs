namespace Platform.Dashboard.Objectives;

/// <summary>The alarms of this session, newest first: a thousand at most.</summary>
internal sealed class AlarmLog
{
    private const int Limit = 1000;
    private readonly Lock gate = new();
    private readonly LinkedList<Alarm> alarms = [];

    public void Put(Alarm alarm)
    {
        lock (gate)
        {
            for (var node = alarms.First; node is not null; node = node.Next)
            {
                if (node.Value.Id == alarm.Id)
                {
                    node.Value = alarm;
                    return;
                }
            }
            alarms.AddFirst(alarm);
            if (alarms.Count > Limit)
            {
                alarms.RemoveLast();
            }
        }
    }

    public IReadOnlyList<Alarm> All()
    {
        lock (gate)
        {
            return [.. alarms];
        }
    }
}
