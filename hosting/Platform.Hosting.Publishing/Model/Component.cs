using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Something that a target runs or reaches.</summary>
public abstract record Component(string Name, IResource Resource, Stage Stage)
{
    /// <summary>What was declared for the resource in this stage; null where nothing was.</summary>
    public T? Intent<T>()
        where T : class => Resource.IntentOf<T>(Stage);
}
