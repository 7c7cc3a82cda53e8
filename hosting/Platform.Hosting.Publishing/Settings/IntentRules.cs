using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>The rules for what is declared on single resources; the path of a value is <c>resource:Intent:Value</c>.</summary>
public static class IntentRules
{
    private const int Percent = 100;

    /// <summary>Everything that is wrong with the model's intents; any error stops publishing.</summary>
    public static IReadOnlyList<Finding> Check(DeploymentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var findings = new List<Finding>();
        foreach (var workload in model.Workloads)
        {
            var own = new SettingFindings(workload.Name);
            CheckScaling(workload.Scaling, own);
            CheckResources(workload.Resources, own);
            CheckTraffic(workload, own);
            findings.AddRange(own.All);
        }
        foreach (var store in model.Stores)
        {
            var own = new SettingFindings(store.Name);
            CheckResources(store.Resources, own);
            CheckStore(store, own);
            findings.AddRange(own.All);
        }
        foreach (var external in model.Externals)
        {
            var own = new SettingFindings(external.Name);
            foreach (var (index, range) in external.Mock.AddressRanges.Index())
            {
                own.Require(
                    SettingRules.IsRange(range),
                    $"MockIntent:AddressRanges:{index}",
                    "must be an address range such as 203.0.113.0/24",
                    range
                );
            }
            findings.AddRange(own.All);
        }
        return findings;
    }

    private static void CheckScaling(Scaling scaling, SettingFindings findings)
    {
        findings.Require(scaling.Min >= 0, "Scaling:Min", "must not be negative", scaling.Min);
        findings.Require(scaling.Max >= scaling.Min, "Scaling:Max", $"must be at least Min ({scaling.Min})", scaling.Max);
        findings.Require(scaling.Cpu is null or >= 1, "Scaling:Cpu", "must be at least 1 percent", scaling.Cpu);
        findings.Require(scaling.Memory is null or >= 1, "Scaling:Memory", "must be at least 1 percent", scaling.Memory);
        findings.Require(
            scaling.RequestsPerSecond is null or >= 1,
            "Scaling:RequestsPerSecond",
            "must be at least 1",
            scaling.RequestsPerSecond
        );
    }

    private static void CheckResources(ComputeResources resources, SettingFindings findings)
    {
        foreach (
            var (name, value) in new[]
            {
                (nameof(resources.CpuRequest), resources.CpuRequest),
                (nameof(resources.MemoryRequest), resources.MemoryRequest),
                (nameof(resources.CpuLimit), resources.CpuLimit),
                (nameof(resources.MemoryLimit), resources.MemoryLimit),
            }
        )
        {
            findings.Require(SettingRules.IsQuantity(value), $"ComputeResources:{name}", "must be a quantity such as 250m or 512Mi", value);
        }
        RequireOrder("Cpu", resources.CpuRequest, resources.CpuLimit, findings);
        RequireOrder("Memory", resources.MemoryRequest, resources.MemoryLimit, findings);
    }

    private static void RequireOrder(string what, string request, string limit, SettingFindings findings) =>
        findings.Require(
            Quantity.Parse(request) is not { } least || Quantity.Parse(limit) is not { } most || most >= least,
            $"ComputeResources:{what}Limit",
            $"must be at least {what}Request ({request})",
            limit
        );

    private static void CheckTraffic(Workload workload, SettingFindings findings)
    {
        if (workload.Intent<Rollout>() is { } rollout)
        {
            findings.Require(
                rollout.CanaryWeight is >= 0 and <= Percent,
                "Rollout:CanaryWeight",
                "must be from 0 to 100",
                rollout.CanaryWeight
            );
        }
        if (workload.Intent<DisruptionBudget>() is { } budget)
        {
            findings.Require(budget.MaxUnavailable >= 0, "DisruptionBudget:MaxUnavailable", "must not be negative", budget.MaxUnavailable);
        }
        foreach (var (index, host) in (workload.Exposure?.Hosts ?? []).Index())
        {
            findings.Require(
                Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) is UriHostNameType.Dns,
                $"Exposure:Hosts:{index}",
                "must be a host name",
                host
            );
        }
        findings.Require(
            workload.Exposure?.Path.StartsWith('/') is not false,
            "Exposure:Path",
            "must begin with '/'",
            workload.Exposure?.Path
        );
    }

    private static void CheckStore(Store store, SettingFindings findings)
    {
        findings.Require(store.Realization.Instances >= 1, "StoreIntent:Instances", "must be at least 1", store.Realization.Instances);
        findings.Require(
            SettingRules.IsQuantity(store.Realization.Storage),
            "StoreIntent:Storage",
            "must be a quantity such as 10Gi",
            store.Realization.Storage
        );
        if (store.Backup is { } backup)
        {
            findings.Require(
                CronRule.IsSchedule(backup.Schedule),
                "Backup:Schedule",
                "must be a cron schedule of five fields such as '0 2 * * *'",
                backup.Schedule
            );
            findings.Require(backup.RetentionDays >= 1, "Backup:RetentionDays", "must be at least 1", backup.RetentionDays);
            findings.Require(backup.RecoveryPoint > TimeSpan.Zero, "Backup:RecoveryPoint", "must be above zero", backup.RecoveryPoint);
            findings.Require(backup.RecoveryTime > TimeSpan.Zero, "Backup:RecoveryTime", "must be above zero", backup.RecoveryTime);
        }
    }
}
