using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>Says how a workload reaches a store. Each target has its own, for addresses and credentials differ; the printers of workloads ask it.</summary>
public interface IStoreConnector
{
    StoreConnection Connect(Workload consumer, ConnectionUse use);
}
