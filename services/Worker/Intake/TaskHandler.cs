using Platform.FileStores.Messages;
using Platform.ServiceDefaults.Events;
using Worker.Jobs;

namespace Worker.Intake;

/// <summary>Writes tasks from Kafka down as jobs: once they stand there, the message is done with.</summary>
internal sealed class TaskHandler(JobTable jobs) : IEventHandler<ProcessingTask>
{
    public Task HandleAsync(ProcessingTask payload, EventContext context, CancellationToken cancellationToken) =>
        jobs.AcceptAsync(context.Transaction, payload, "kafka", cancellationToken);
}
