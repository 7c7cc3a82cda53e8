namespace Platform.Engines.Kafka.Groups.Membership;

/// <summary>Who is in a group: by id, by static name, and those who were given an id and have yet to use it. Holds no rules.</summary>
internal sealed class GroupMembers
{
    private readonly Dictionary<string, GroupMember> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupMember> _byInstance = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _expected = new(StringComparer.Ordinal);

    public int Count => _byId.Count;

    /// <summary>Ids that were given away and not used yet; a rebalance waits for them.</summary>
    public int Expected => _expected.Count;

    public IReadOnlyCollection<GroupMember> All => _byId.Values;

    public GroupMember? Find(string id) => _byId.GetValueOrDefault(id);

    public GroupMember? FindStatic(string? instanceId) => instanceId is null ? null : _byInstance.GetValueOrDefault(instanceId);

    public void Add(GroupMember member)
    {
        _byId.Add(member.Id, member);
        if (member.InstanceId is { } instance)
        {
            _byInstance.Add(instance, member);
        }
    }

    public void Remove(GroupMember member)
    {
        _byId.Remove(member.Id);
        if (member.InstanceId is { } instance)
        {
            _byInstance.Remove(instance);
        }
    }

    public void Rename(GroupMember member, string id)
    {
        _byId.Remove(member.Id);
        member.Rename(id);
        _byId.Add(id, member);
    }

    public void Expect(string id, TimeSpan until) => _expected[id] = until;

    public bool IsExpected(string id) => _expected.ContainsKey(id);

    public bool Forget(string id) => _expected.Remove(id);

    /// <summary>Forgets the ids that nobody came to use in time; true where there were some.</summary>
    public bool ForgetExpired(TimeSpan now)
    {
        var late = _expected.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList();
        late.ForEach(id => _expected.Remove(id));
        return late.Count > 0;
    }

    /// <summary>The first time at which something expires by itself.</summary>
    public TimeSpan? NextDeadline()
    {
        TimeSpan? next = null;
        foreach (var until in _byId.Values.Where(member => member.MayExpire).Select(member => member.Deadline).Concat(_expected.Values))
        {
            next = next is null || until < next ? until : next;
        }

        return next;
    }

    /// <summary>The protocols that every member knows.</summary>
    public HashSet<string> CommonProtocols(GroupMember? except = null)
    {
        HashSet<string>? common = null;
        foreach (var member in _byId.Values.Where(member => member != except))
        {
            var names = member.Protocols.Select(protocol => protocol.Name);
            if (common is null)
            {
                common = [.. names];
            }
            else
            {
                common.IntersectWith(names);
            }
        }

        return common ?? [];
    }

    /// <summary>Each member votes for the first of its protocols that all know; most votes win, by name where they are even.</summary>
    public string ElectProtocol()
    {
        var common = CommonProtocols();
        return _byId
            .Values.Select(member => member.Protocols.First(protocol => common.Contains(protocol.Name)).Name)
            .GroupBy(name => name)
            .OrderByDescending(votes => votes.Count())
            .ThenBy(votes => votes.Key, StringComparer.Ordinal)
            .First()
            .Key;
    }
}
