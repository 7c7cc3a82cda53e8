using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>The rules of the Aegis document's data model (5.1), and what follows for the targets.</summary>
internal static class StageSettingsRules
{
    // "-monitoring" is added, and 63 is the limit of a namespace.
    private const int LongestApplication = 52;
    private const int LongestCluster = 100;
    private const int MostPort = 65535;

    public static IReadOnlyList<Finding> Check(StageSettings settings)
    {
        var findings = new SettingFindings($"Deployment:{settings.Stage.Name()}");
        findings.Require(
            SettingRules.IsLabel(settings.Application, LongestApplication),
            nameof(settings.Application),
            $"must be lower-case letters, digits and '-', with a letter first, at most {LongestApplication}",
            settings.Application
        );
        findings.Require(
            SettingRules.IsLabelValue(settings.Team),
            nameof(settings.Team),
            "must be a label's value: letters, digits, '-', '_' and '.', at most 63",
            settings.Team
        );
        findings.Require(
            SettingRules.IsTag(settings.Version),
            nameof(settings.Version),
            "must be an image's tag, and not 'latest'",
            settings.Version
        );
        CheckCluster(settings, findings);
        CheckMonitoring(settings.Monitoring, findings);
        CheckBackup(settings.Backup, findings);
        CheckRecovery(settings.Recovery, settings.Cluster, findings);
        CheckNetwork(settings.Network, settings.Stage, findings);
        return findings.All;
    }

    private static void CheckCluster(StageSettings settings, SettingFindings findings)
    {
        var cluster = settings.Cluster;
        findings.Require(
            cluster.Name.Length == 0
                || cluster.Name == StageSettingsReader.ClusterOf(settings)
                || SettingRules.IsLabel(cluster.Name, LongestCluster),
            "Cluster:Name",
            $"must be lower-case letters, digits and '-', with a letter first, at most {LongestCluster}",
            cluster.Name
        );
        findings.Require(
            SettingRules.IsSupportedKubernetes(cluster.KubernetesVersion),
            "Cluster:KubernetesVersion",
            "must be a version from 1.28 to 1.36",
            cluster.KubernetesVersion
        );
        findings.Require(cluster.Region.Trim().Length > 0, "Cluster:Region", "must name a region");
        findings.Require(
            cluster.AvailabilityZones.Where(zone => zone.Trim().Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Count() >= 2
                && cluster.AvailabilityZones.Distinct(StringComparer.OrdinalIgnoreCase).Count() == cluster.AvailabilityZones.Count,
            "Cluster:AvailabilityZones",
            "must name at least two zones, each once",
            string.Join(", ", cluster.AvailabilityZones)
        );
        CheckRanges(cluster, findings);
        foreach (var (name, group) in cluster.NodeGroups)
        {
            CheckNodeGroup($"Cluster:NodeGroups:{name}", name, group, findings);
        }
    }

    private static void CheckRanges(ClusterConfig cluster, SettingFindings findings)
    {
        (string Name, string Range)[] ranges =
        [
            (nameof(cluster.VpcCidr), cluster.VpcCidr),
            (nameof(cluster.PodCidr), cluster.PodCidr),
            (nameof(cluster.ServiceCidr), cluster.ServiceCidr),
        ];
        foreach (var (index, (name, range)) in ranges.Index())
        {
            findings.Require(
                SettingRules.IsRange(range),
                $"Cluster:{name}",
                "must be an address range such as 10.0.0.0/16, with nothing after the prefix",
                range
            );
            var (other, taken) = ranges.Take(index).FirstOrDefault(earlier => SettingRules.Overlap(range, earlier.Range));
            findings.Require(other is null, $"Cluster:{name}", $"must not overlap {other} ({taken})", range);
        }
    }

    private static void CheckNodeGroup(string path, string name, NodeGroup group, SettingFindings findings)
    {
        findings.Require(
            SettingRules.IsLabel(name, 63),
            path,
            "must have a name of lower-case letters, digits and '-', with a letter first",
            name
        );
        findings.Require(group.MinSize >= 1, $"{path}:MinSize", "must be at least 1", group.MinSize);
        findings.Require(group.MaxSize >= 1, $"{path}:MaxSize", "must be at least 1", group.MaxSize);
        findings.Require(group.MaxSize >= group.MinSize, $"{path}:MaxSize", $"must be at least MinSize ({group.MinSize})", group.MaxSize);
        findings.Require(SettingRules.IsQuantity(group.DiskSize), $"{path}:DiskSize", "must be a quantity such as 100Gi", group.DiskSize);
        findings.Require(group.InstanceType.Trim().Length > 0, $"{path}:InstanceType", "must name a type of machine");
        foreach (var (index, taint) in group.Taints.Index())
        {
            findings.Require(taint.Key.Trim().Length > 0, $"{path}:Taints:{index}:Key", "must not be empty");
            findings.Require(
                taint.Effect is "NoSchedule" or "PreferNoSchedule" or "NoExecute",
                $"{path}:Taints:{index}:Effect",
                "must be NoSchedule, PreferNoSchedule or NoExecute",
                taint.Effect
            );
        }
    }

    private static void CheckMonitoring(MonitoringConfig monitoring, SettingFindings findings)
    {
        findings.Require(
            SettingRules.IsDuration(monitoring.PrometheusRetention),
            "Monitoring:PrometheusRetention",
            "must be a duration such as 30d",
            monitoring.PrometheusRetention
        );
        findings.Require(
            SettingRules.IsQuantity(monitoring.PrometheusStorage),
            "Monitoring:PrometheusStorage",
            "must be a quantity such as 100Gi",
            monitoring.PrometheusStorage
        );
        RequireSecretName(monitoring.GrafanaAdminPassword, nameof(monitoring.GrafanaAdminPassword), isOptional: false, findings);
        RequireSecretName(monitoring.SlackWebhook, nameof(monitoring.SlackWebhook), isOptional: true, findings);
        RequireSecretName(monitoring.PagerDutyKey, nameof(monitoring.PagerDutyKey), isOptional: true, findings);
        foreach (var (index, email) in monitoring.EmailRecipients.Index())
        {
            findings.Require(SettingRules.IsEmail(email), $"Monitoring:EmailRecipients:{index}", "must be an e-mail address", email);
        }
    }

    // Without the value: who puts a secret here in place of its name must not find it in a log.
    private static void RequireSecretName(string? name, string setting, bool isOptional, SettingFindings findings) =>
        findings.Require(
            string.IsNullOrEmpty(name) ? isOptional : SettingRules.IsLabel(name, 253),
            $"Monitoring:{setting}",
            "must be the name of a secret (lower-case letters, digits and '-'), not the secret itself"
        );

    private static void CheckBackup(BackupConfig backup, SettingFindings findings)
    {
        findings.Require(
            CronRule.IsSchedule(backup.Schedule),
            "Backup:Schedule",
            "must be a cron schedule of five fields such as '0 2 * * *'",
            backup.Schedule
        );
        findings.Require(backup.RetentionDays >= 1, "Backup:RetentionDays", "must be at least 1", backup.RetentionDays);
        findings.Require(
            !backup.Enabled || backup.Location.Trim().Length > 0,
            "Backup:Location",
            "must name where copies are kept, as long as Backup:Enabled is true"
        );
        findings.Require(backup.RecoveryTimeHours >= 1, "Backup:RecoveryTimeHours", "must be at least 1", backup.RecoveryTimeHours);
        findings.Require(
            backup.RecoveryPointMinutes >= 1,
            "Backup:RecoveryPointMinutes",
            "must be at least 1",
            backup.RecoveryPointMinutes
        );
    }

    private static void CheckRecovery(DisasterRecoveryConfig recovery, ClusterConfig cluster, SettingFindings findings)
    {
        var primary = recovery.PrimaryRegion.Length > 0 ? recovery.PrimaryRegion : cluster.Region;
        findings.Require(
            !recovery.MultiRegion || !string.IsNullOrWhiteSpace(recovery.RecoveryRegion),
            "Recovery:RecoveryRegion",
            "must name a region, as Recovery:MultiRegion is true"
        );
        findings.Require(
            string.IsNullOrWhiteSpace(recovery.RecoveryRegion)
                || !recovery.RecoveryRegion.Equals(primary, StringComparison.OrdinalIgnoreCase),
            "Recovery:RecoveryRegion",
            "must be another region than the primary one",
            recovery.RecoveryRegion
        );
        findings.Require(
            recovery.MultiRegion || !recovery.AutoFailover,
            "Recovery:AutoFailover",
            "must be false, as Recovery:MultiRegion is: there is nothing to fail over to"
        );
        findings.Require(
            recovery.FailoverThresholdMinutes >= 1,
            "Recovery:FailoverThresholdMinutes",
            "must be at least 1",
            recovery.FailoverThresholdMinutes
        );
    }

    private static void CheckNetwork(NetworkPolicyConfig network, Stage stage, SettingFindings findings)
    {
        findings.Require(
            network.DefaultDenyAll || stage is not (Stage.Staging or Stage.Prod),
            "Network:DefaultDenyAll",
            $"must be true in {stage.Name()}: what no edge allows is denied"
        );
        foreach (var (index, allowed) in network.AllowedConnections.Index())
        {
            var path = $"Network:AllowedConnections:{index}";
            findings.Require(allowed.FromService.Trim().Length > 0, $"{path}:FromService", "must name a component");
            findings.Require(allowed.ToService.Trim().Length > 0, $"{path}:ToService", "must name a component");
            findings.Require(allowed.Port is >= 1 and <= MostPort, $"{path}:Port", $"must be from 1 to {MostPort}", allowed.Port);
            findings.Require(allowed.Protocol is "TCP" or "UDP", $"{path}:Protocol", "must be TCP or UDP", allowed.Protocol);
        }
    }
}
