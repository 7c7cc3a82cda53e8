namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>What every Redis of a deployment is told, unless the graph says otherwise.</summary>
internal static class RedisSettings
{
    /// <summary>A second's commands are lost at most.</summary>
    public static IReadOnlyDictionary<string, string> Usual { get; } =
        new Dictionary<string, string> { ["appendonly"] = "yes", ["appendfsync"] = "everysec" };
}
