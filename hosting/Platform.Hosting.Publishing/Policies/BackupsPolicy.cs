using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>Where data is in prod, there are copies of it. Somebody else's store is somebody else's to copy.</summary>
internal sealed class BackupsPolicy : IPolicy
{
    public Policy Id => Policy.Backups;

    public IEnumerable<Violation> Check(PolicyContext context) =>
        from model in context.Models
        where model.Stage == Stage.Prod
        from store in model.Stores
        where store.IsPersistent && store.Backup is null && store.Realization.Realization != Realization.External
        select new Violation(
            store.Name,
            model.Stage,
            "it keeps data, and nobody copies them.",
            "Say when: .WithBackup(new(\"0 2 * * *\", 30), Stage.Prod)."
        );
}
