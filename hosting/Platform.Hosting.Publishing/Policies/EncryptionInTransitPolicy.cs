using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>Nobody on the way reads along: TLS for whoever comes from outside, and to stores. Dev's data are nobody's.</summary>
internal sealed class EncryptionInTransitPolicy : IPolicy
{
    public Policy Id => Policy.EncryptionInTransit;

    public IEnumerable<Violation> Check(PolicyContext context)
    {
        foreach (var model in context.Models.Where(model => model.Stage is not Stage.Dev))
        {
            foreach (var workload in model.Workloads.Where(workload => workload.Exposure is { Tls: false }))
            {
                yield return new Violation(
                    workload.Name,
                    model.Stage,
                    "it is exposed without TLS.",
                    "Leave Tls as it is in its Exposure: a certificate is asked for by itself."
                );
            }
            foreach (var store in model.Stores)
            {
                var realization = store.Realization;
                if (!(realization.Tls ?? realization.Realization != Realization.Plain))
                {
                    yield return new Violation(
                        store.Name,
                        model.Stage,
                        "clients speak to it without TLS.",
                        "Let somebody run it who has certificates: .WithRealization(new(Realization.Operator)), or Managed, or External."
                    );
                }
            }
        }
    }
}
