using Files.Data;
using Platform.FileStores.Messages;
using Platform.ServiceDefaults.Events;

namespace Files.Processing;

/// <summary>Takes the Worker's outcomes from Kafka, each once, in the inbox's transaction.</summary>
internal sealed class OutcomeHandler(JobTable jobs) : IEventHandler<ProcessingOutcome>
{
    public Task HandleAsync(ProcessingOutcome payload, EventContext context, CancellationToken cancellationToken) =>
        jobs.AdvanceAsync(context.Transaction, payload, payload.StoredOn, cancellationToken);
}
