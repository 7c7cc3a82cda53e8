using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Run;
using Microsoft.Extensions.Configuration;
using Platform.Hosting.Publishing.Policies;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Graph → models of all stages → one tree of all targets → checks → files, or a diff. Nothing is written before everything is made and checked.</summary>
internal sealed class GraphPublisher(
    DeploymentTargets targets,
    IStageModels models,
    PolicyCheck policies,
    PublishTerminal terminal,
    IConfiguration configuration,
    DistributedApplicationExecutionContext executionContext,
    IDistributedApplicationEventing eventing,
    IServiceProvider services
) : IGraphPublisher
{
    private const string PublishStep = "publish";
    private const string DiffStep = "diff";
    private const string CheckStep = "check";

    public IReadOnlyList<string> Steps { get; } = [PublishStep, DiffStep, CheckStep];

    public bool Serves(DistributedApplicationModel model) => model.Resources.OfType<IComputeEnvironmentResource>().Any();

    public async Task PublishAsync(DistributedApplicationModel model, string? step, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var options = PublishOptions.From(configuration);
        if (options.Directory is null && step != CheckStep)
        {
            throw new DistributedApplicationException(
                "Publishing needs a place to write to: give --output-path DIR. --step check needs none."
            );
        }
        await eventing.PublishAsync(new BeforePublishEvent(services, model), cancellationToken).ConfigureAwait(false);
        var made = await MakeAsync(model, options, cancellationToken).ConfigureAwait(false);
        terminal.Tell(made.Report);
        if (made.Report.HasErrors)
        {
            throw new DistributedApplicationException(
                step == PublishStep || step is null ? "Nothing was written: see the errors above." : "See the errors above."
            );
        }
        switch (step)
        {
            case CheckStep:
                terminal.TellChecked(made, watch.Elapsed);
                break;
            case DiffStep:
                Diff(made.Tree, options);
                break;
            default:
                Write(made, options, watch);
                await eventing.PublishAsync(new AfterPublishEvent(services, model), cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task<PublishedTree> MakeAsync(
        DistributedApplicationModel model,
        PublishOptions options,
        CancellationToken cancellationToken
    )
    {
        var manifest = await ManifestTarget
            .RenderAsync(model, executionContext, options.Directory ?? Environment.CurrentDirectory, cancellationToken)
            .ConfigureAwait(false);
        // Every target is made, whichever are written: a policy may be broken, or a waiver used, in any.
        var environments = targets.Of(model);
        IReadOnlyList<IDeploymentTarget> all = [.. environments.Select(environment => environment.Target), manifest];
        DeploymentTargets.RefuseUnknown(all, options.Scope.Targets);
        var stages = await models.ReadAsync(model, cancellationToken).ConfigureAwait(false);
        var context = new TargetContext(stages, new OutputTree(), new PublishReport(), cancellationToken);
        foreach (var target in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (target != manifest || options.Scope.HasAllStages || options.Scope.Targets.Contains(manifest.Name))
            {
                target.Emit(context);
            }
        }
        policies.Run(
            context,
            environments.ToDictionary(environment => environment.Target.Name, environment => environment.Environment),
            SecretValues(model)
        );
        return new PublishedTree(context.Output, context.Report, stages, [.. all.Select(target => target.Name)]);
    }

    /// <summary>Of parameters that somebody set on this machine: what must stand nowhere in the output.</summary>
    private Dictionary<string, string> SecretValues(DistributedApplicationModel model) =>
        model
            .Resources.OfType<ParameterResource>()
            .Where(parameter => parameter.Secret)
            .Select(parameter => (parameter.Name, Value: ValueOf(parameter.Name)))
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value!);

    // Shells cannot export a hyphen.
    private string? ValueOf(string parameter) =>
        configuration[$"Parameters:{parameter}"] ?? configuration[$"Parameters:{parameter.Replace('-', '_')}"];

    private void Diff(OutputTree tree, PublishOptions options)
    {
        var directory = OutputDirectory.Open(options.Directory!);
        if (directory.IsInterrupted)
        {
            terminal.Warn(
                "A publish was interrupted here while it moved its files into place: the next one finishes it. Until then some differ."
            );
        }
        var plan = directory.Plan(tree, options);
        terminal.TellDiff(plan, options);
        if (options.FailsOnDifferences && plan.Changes.Count > 0)
        {
            throw new DistributedApplicationException($"{plan.Changes.Count} files differ.");
        }
    }

    private void Write(PublishedTree made, PublishOptions options, Stopwatch watch)
    {
        var directory = OutputDirectory.Open(options.Directory!);
        var plan = directory.Write(made.Tree, options);
        terminal.TellWritten(made, plan, options, watch.Elapsed);
        if (plan.Conflicts.Count > 0)
        {
            throw new DistributedApplicationException(
                $"{plan.Conflicts.Count} files were changed by hand and by publish: they were kept, all others are written. Take ours with --overwrite PATH or --overwrite all."
            );
        }
    }
}
