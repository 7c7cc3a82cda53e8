using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>Starts a project or an executable.</summary>
internal sealed class ProgramWork(
    PlannedResource planned,
    int index,
    RunContext context,
    IReadOnlyList<BoundEndpoint> endpoints,
    StartAnnouncement announcement
) : InstanceWork(planned, index, context, endpoints, announcement)
{
    public override async Task<RunningInstance> LaunchAsync(CancellationToken cancellationToken)
    {
        var environment = await EvaluateEnvironmentAsync(cancellationToken).ConfigureAwait(false);
        var arguments = await EvaluateArgumentsAsync(cancellationToken).ConfigureAwait(false);
        var (program, leading, directory, source) = Program();
        var run = await Context
            .Launcher.StartAsync(
                new LaunchSpec
                {
                    Name = InstanceId,
                    FileName = program,
                    Arguments = [.. leading, .. arguments],
                    Environment = environment,
                    WorkingDirectory = directory,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var outputRead = Record(run);
        return new RunningInstance(run, ReachableAsync, source, environment, RunsOnceReachable: false, outputRead);
    }

    private (string Program, string[] Leading, string Directory, string Source) Program()
    {
        if (Planned.Resource is ExecutableResource executable)
        {
            return (executable.Command, [], executable.WorkingDirectory, executable.Command);
        }
        var metadata = Planned.Resource.Annotations.OfType<IProjectMetadata>().Last();
        var project = Path.GetFullPath(metadata.ProjectPath);
        var assembly =
            ProjectBinary.Find(metadata)
            ?? throw new DistributedApplicationException(ProjectBinary.Problem((ProjectResource)Planned.Resource)!);
        return (DotnetHost.Path, [assembly], Path.GetDirectoryName(project)!, project);
    }

    private async Task<IReadOnlyDictionary<string, string?>> EvaluateEnvironmentAsync(CancellationToken cancellationToken)
    {
        var evaluated = await EnvironmentEvaluator
            .ResolveAsync(
                Planned.Resource,
                Context.ExecutionContext,
                KnownNetworkIdentifiers.LocalhostNetwork,
                logger: Logger,
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
        return evaluated.ToDictionary(v => v.Key, v => (string?)PlaceholderTokens.Fill(v.Value, Planned, Index, Endpoints));
    }

    private async Task<IEnumerable<string>> EvaluateArgumentsAsync(CancellationToken cancellationToken)
    {
        var evaluated = await ArgumentsEvaluator
            .ResolveAsync(
                Planned.Resource,
                Context.ExecutionContext,
                KnownNetworkIdentifiers.LocalhostNetwork,
                logger: Logger,
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
        if (evaluated.Count == 0 && Planned.Resource is ProjectResource project)
        {
            return project.LaunchProfileArguments();
        }
        return evaluated.Select(a => PlaceholderTokens.Fill(a, Planned, Index, Endpoints));
    }

    /// <summary>A program does not say when it listens; its ports are tried until they all answer.</summary>
    private Task ReachableAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Endpoints
                .Where(e => e.Annotation.Protocol == ProtocolType.Tcp)
                .Select(e => ListensAsync(e.TargetPort(Index), cancellationToken))
        );

    private async Task ListensAsync(int port, CancellationToken cancellationToken)
    {
        // A refused connection costs nobody anything, and clients wait for the door to open.
        var pace = new ProbePace(slowest: TimeSpan.FromMilliseconds(50));
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(pace.Next(null), Context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
