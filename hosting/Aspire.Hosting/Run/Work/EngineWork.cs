using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>Starts the engine that serves a container resource.</summary>
internal sealed class EngineWork(
    PlannedResource planned,
    int index,
    RunContext context,
    IReadOnlyList<BoundEndpoint> endpoints,
    StartAnnouncement announcement
) : InstanceWork(planned, index, context, endpoints, announcement)
{
    /// <summary>How long an engine may stay silent before its log says why.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(5);

    public override async Task<RunningInstance> LaunchAsync(CancellationToken cancellationToken)
    {
        var engine = Planned.Engine!;
        foreach (var ignored in EngineLimits.Ignored(Planned.Resource, engine))
        {
            Logger.LogWarning(
                "The native {Engine} engine ignores the {What} that '{Resource}' declares.",
                engine.Name,
                ignored,
                Planned.Resource.Name
            );
        }
        if (EngineLimits.IsPersistent(Planned.Resource))
        {
            Logger.LogInformation(
                "'{Resource}' has a persistent lifetime. Natively its server stops with the host; what outlives it is the data, and that with a data volume only.",
                Planned.Resource.Name
            );
        }
        var prepared = await engine
            .PrepareAsync(await RequestAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        new EngineProbeAnnotation(prepared.ProbeAsync).Replace(Planned.Resource);
        var run = await prepared.StartAsync(Context.Launcher, cancellationToken).ConfigureAwait(false);
        var outputRead = Record(run);
        return new RunningInstance(
            run,
            token => AnswersAsync(prepared, token),
            $"{engine.Name} (native)",
            new Dictionary<string, string?>(),
            RunsOnceReachable: true,
            outputRead
        );
    }

    private async Task<EngineRequest> RequestAsync(CancellationToken cancellationToken)
    {
        var resource = Planned.Resource;
        var annotation = resource.Annotations.OfType<EngineAnnotation>().Last();
        var settings = await annotation
            .Settings(new EngineSettingsContext(Context.ExecutionContext, resource, cancellationToken))
            .ConfigureAwait(false);
        return new EngineRequest
        {
            ResourceName = resource.Name,
            Settings = settings,
            StateDirectory = Context.Directory.DataOf(InstanceId),
            SharedDirectory = Context.Directory.Path,
            Placement = EnginePlacementAnnotation.Of(resource, Context.Directory),
            KeepData = resource.Annotations.OfType<ContainerMountAnnotation>().Any(annotation.KeepsData),
            Ports = Endpoints.ToDictionary(e => e.Annotation.Name, e => e.TargetPort(Index)),
            Environment = await EnvironmentAsync(cancellationToken).ConfigureAwait(false),
            Arguments = await ArgumentsAsync(cancellationToken).ConfigureAwait(false),
            Progress = new ProgressLog(Logger),
        };
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(CancellationToken cancellationToken) =>
        await EnvironmentEvaluator
            .ResolveAsync(
                Planned.Resource,
                Context.ExecutionContext,
                KnownNetworkIdentifiers.LocalhostNetwork,
                logger: Logger,
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);

    private async Task<IReadOnlyList<string>> ArgumentsAsync(CancellationToken cancellationToken) =>
        [
            .. await ArgumentsEvaluator
                .ResolveAsync(
                    Planned.Resource,
                    Context.ExecutionContext,
                    KnownNetworkIdentifiers.LocalhostNetwork,
                    logger: Logger,
                    cancellationToken: cancellationToken
                )
                .ConfigureAwait(false),
        ];

    private async Task AnswersAsync(IPreparedEngine prepared, CancellationToken cancellationToken)
    {
        var pace = new ProbePace();
        var began = Context.Time.GetTimestamp();
        var told = false;
        while (true)
        {
            try
            {
                await prepared.ProbeAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception refusal) when (!cancellationToken.IsCancellationRequested)
            {
                // To be refused is how a start looks, for a while.
                if (!told && Context.Time.GetElapsedTime(began) > s_silence)
                {
                    told = true;
                    Logger.LogWarning("{Engine} does not answer yet: {Reason}", Planned.Engine!.Name, refusal.Message);
                }
                await Task.Delay(pace.Next(null), Context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class ProgressLog(ILogger logger) : IProgress<string>
    {
        public void Report(string value) => logger.LogInformation("{Progress}", value);
    }
}
