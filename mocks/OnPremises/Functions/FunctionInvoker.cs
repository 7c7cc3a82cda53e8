using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Platform.Mocks.OnPremises.Work;

namespace Platform.Mocks.OnPremises.Functions;

/// <summary>Runs a function. What it is asked to do without anybody waiting, it tells the payload's <c>callback_url</c>.</summary>
public sealed class FunctionInvoker(
    IOptions<OnPremisesOptions> options,
    Workload workload,
    Callbacks callbacks,
    IHostApplicationLifetime lifetime
)
{
    private const int Kept = 1000;
    private readonly Lock gate = new();
    private readonly Queue<JsonObject> invocations = new();

    /// <summary>The function's name in a plain name, a name with a qualifier, a partial or a whole ARN; null when there is none.</summary>
    public string? Find(string name)
    {
        var marker = name.LastIndexOf("function:", StringComparison.Ordinal);
        var plain = (marker < 0 ? name : name[(marker + "function:".Length)..]).Split(':')[0];
        return options.Value.FunctionNames.Contains(plain, StringComparer.Ordinal) ? plain : null;
    }

    /// <summary>Runs it while the caller waits.</summary>
    public async Task<(JsonObject Payload, bool IsError)> InvokeAsync(string name, JsonObject payload, CancellationToken cancellationToken)
    {
        Note(name, "RequestResponse", payload);
        return await RunAsync(name, payload, cancellationToken);
    }

    /// <summary>Returns at once.</summary>
    public void Start(string name, JsonObject payload)
    {
        Note(name, "Event", payload);
        _ = RunAndTellAsync(name, payload, lifetime.ApplicationStopping);
    }

    /// <summary>Oldest first.</summary>
    public JsonArray Invocations()
    {
        lock (gate)
            return new JsonArray([.. invocations.Select(invocation => invocation.DeepClone())]);
    }

    private async Task RunAndTellAsync(string name, JsonObject payload, CancellationToken cancellationToken)
    {
        try
        {
            var (answer, failed) = await RunAsync(name, payload, cancellationToken);
            var outcome = new JsonObject { ["job_id"] = payload.Text("job_id"), ["status"] = failed ? "failed" : "succeeded" };
            if (failed)
                outcome["reason"] = answer.Text("errorMessage");
            else
                outcome["result"] = answer;
            await callbacks.TellAsync(payload, outcome, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the invocation is lost, and whoever waits for its callback will ask again.
        }
    }

    private async Task<(JsonObject, bool)> RunAsync(string name, JsonObject payload, CancellationToken cancellationToken)
    {
        try
        {
            return (await workload.RunAsync(payload, $"lambda:{name}", cancellationToken), false);
        }
        catch (WorkFailedException failed)
        {
            return (new JsonObject { ["errorMessage"] = failed.Message, ["errorType"] = "Error" }, true);
        }
    }

    private void Note(string name, string type, JsonObject payload)
    {
        lock (gate)
        {
            invocations.Enqueue(
                new JsonObject
                {
                    ["function"] = name,
                    ["type"] = type,
                    ["job_id"] = payload.Text("job_id"),
                }
            );
            if (invocations.Count > Kept)
                invocations.Dequeue();
        }
    }
}
