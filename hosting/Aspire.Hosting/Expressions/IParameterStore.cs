namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps values that were generated, or that a user gave, from one run to the next. Registered as an instance in the builder's services.</summary>
internal interface IParameterStore
{
    /// <summary>The saved value of a configuration key (<c>Parameters:pg-password</c>), or null.</summary>
    string? Get(string key);

    void Set(string key, string value);

    /// <summary>Forgets the value, if there is one.</summary>
    void Remove(string key);
}
