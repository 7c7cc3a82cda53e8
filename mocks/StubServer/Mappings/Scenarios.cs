namespace Platform.Mocks.Stubs.Mappings;

/// <summary>The state of each scenario.</summary>
public sealed class Scenarios
{
    public const string Started = "Started";

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> states = [];

    public string State(string name)
    {
        lock (gate)
            return states.GetValueOrDefault(name, Started);
    }

    public bool Allows(ScenarioStep? step) => step?.Required is null || State(step.Name) == step.Required;

    /// <summary>Checks and moves at once, so that of two requests one takes the step.</summary>
    public bool TryTake(ScenarioStep? step)
    {
        if (step is null)
            return true;
        lock (gate)
        {
            if (step.Required is not null && states.GetValueOrDefault(step.Name, Started) != step.Required)
                return false;
            if (step.Next is not null)
                states[step.Name] = step.Next;
            return true;
        }
    }

    public void Set(string name, string state)
    {
        lock (gate)
            states[name] = state;
    }

    public void Reset()
    {
        lock (gate)
            states.Clear();
    }
}
