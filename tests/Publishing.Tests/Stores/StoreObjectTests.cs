using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Settings;
using Publishing.Tests.Mesh;
using Publishing.Tests.Support;

namespace Publishing.Tests.Stores;

public class StoreObjectTests
{
    private static readonly Backup Nightly = new("0 17 * * *", 30);

    [Theory]
    [InlineData(Realization.Plain, 1, SecretProvider.Kubernetes)]
    [InlineData(Realization.Operator, 1, SecretProvider.Vault)]
    [InlineData(Realization.Operator, 2, SecretProvider.Aws)]
    [InlineData(Realization.Operator, 3, SecretProvider.Aws)]
    [InlineData(Realization.Managed, 1, SecretProvider.Aws)]
    [InlineData(Realization.External, 1, SecretProvider.Vault)]
    public async Task Every_object_fits_its_schema(Realization realization, int instances, SecretProvider provider)
    {
        var market = new Market(new(realization) { Instances = instances, StorageClass = "fast-ssd" }, Nightly);

        var objects = await market.ObjectsAsync(Stage.Prod, provider);

        objects.SelectMany(one => SchemaCheck.Kubernetes(one.Tree)).ShouldBeEmpty();
        objects.Select(one => one.Id).ShouldBeUnique();
        objects.ShouldAllBe(one => one.Tree.Text("metadata.labels.team") == "platform");
    }

    [Fact]
    public async Task A_managed_store_has_no_object_and_whoever_uses_it_a_secret()
    {
        var objects = await new Market(new(Realization.Managed)).ObjectsAsync();

        objects.Select(one => one.Kind).Distinct().ShouldBe(["ServiceAccount", "SecretStore", "ExternalSecret"], ignoreOrder: true);
        objects.ShouldNotContain(one => one.Kind == "ExternalSecret" && one.Namespace == "market-data");
    }

    [Fact]
    public async Task A_cluster_has_a_role_for_each_service_and_a_database_that_is_its_own()
    {
        var objects = await new Market(new(Realization.Operator) { Instances = 3 }, Nightly).ObjectsAsync();

        var cluster = objects.Named("Cluster", "postgres").Tree;
        cluster.ListAt("spec.managed.roles").Select(role => role.Text("name")).ShouldBe(["shop", "pay-desk"]);
        cluster.Text("spec.enableSuperuserAccess").ShouldBe("false");
        cluster.Text("spec.affinity.topologyKey").ShouldBe("topology.kubernetes.io/zone");
        objects.Where(one => one.Kind == "Database").Select(one => one.Tree.Text("spec.owner")).ShouldBe(["shop", "pay-desk"]);

        // Whose password it is, both sides read from the same place.
        var there = objects.Named("ExternalSecret", "postgres-shop").Tree.ListAt("spec.data").ShouldHaveSingleItem();
        var here = objects
            .Named("ExternalSecret", "shop-secrets")
            .Tree.ListAt("spec.data")
            .Single(entry => entry.Text("secretKey") == "postgres-shop-password");
        here.At("remoteRef")!.ToJsonString().ShouldBe(there.At("remoteRef")!.ToJsonString());
        here.Text("remoteRef.key").ShouldBe("market/prod/postgres");
    }

    [Fact]
    public async Task A_cluster_is_backed_up_by_schedule_and_change_by_change()
    {
        var objects = await new Market(new(Realization.Operator) { Instances = 3 }, Nightly).ObjectsAsync();

        var store = objects.Named("ObjectStore", "postgres-backup").Tree;
        store.Text("spec.configuration.destinationPath").ShouldBe("s3://backups/prod/postgres");
        store.Text("spec.retentionPolicy").ShouldBe("30d");
        objects.Named("ScheduledBackup", "postgres-backup").Tree.Text("spec.schedule").ShouldBe("0 0 17 * * *");
        var cluster = objects.Named("Cluster", "postgres").Tree;
        cluster.Text("spec.plugins.0.isWALArchiver").ShouldBe("true");
        // Well below the recovery point of 15 minutes.
        cluster.Text("spec.postgresql.parameters.archive_timeout").ShouldBe("300s");
        cluster.Text("metadata.annotations.recovery-point").ShouldBe("15m");

        var schedules = objects.Where(one => one.Kind == "Schedule").Select(one => one.Name);
        schedules.ShouldBe(["market-daily", "market-redis", "market-kafka", "market-elasticsearch", "market-storage"]);
        objects.Named("Schedule", "market-daily").Tree.Text("spec.template.ttl").ShouldBe("720h0m0s");
    }

    [Fact]
    public async Task Nothing_is_backed_up_where_nobody_asks_for_it()
    {
        var objects = await new Market(new(Realization.Operator)).ObjectsAsync();

        objects.ShouldNotContain(one => one.Kind == "ScheduledBackup" || one.Component == "velero");
        objects.Named("Cluster", "postgres").Tree.At("spec.plugins").ShouldBeNull();
    }

    [Fact]
    public async Task Another_script_is_another_step_for_a_job_cannot_be_changed()
    {
        var one = await new Market(new(Realization.Plain)).ObjectsAsync();
        var same = await new Market(new(Realization.Plain)).ObjectsAsync();
        var other = await new Market(new(Realization.Plain)).ObjectsAsync(Stage.Prod, SecretProvider.Vault);

        string[] Steps(IEnumerable<Platform.Hosting.Publishing.Kubernetes.KubernetesObject> objects) =>
            [.. objects.Where(step => step.Kind == "Job").Select(step => step.Name)];
        Steps(one).Length.ShouldBe(3);
        Steps(same).ShouldBe(Steps(one));
        Steps(other).ShouldBe(Steps(one));
        one.Named("Job", Steps(one)[0]).Name.ShouldStartWith("postgres-setup-");
    }

    [Fact]
    public async Task What_is_plain_runs_as_nobody_special_and_takes_its_password_by_reference()
    {
        var objects = await new Market(new(Realization.Plain)).ObjectsAsync(Stage.Dev, SecretProvider.Kubernetes);

        var sets = objects.Where(one => one.Kind == "StatefulSet").ToList();
        sets.Select(one => one.Name).ShouldBe(["postgres", "redis", "kafka", "elasticsearch", "storage"]);
        foreach (var pod in sets.Select(one => one.Tree.At("spec.template.spec")))
        {
            pod.Text("securityContext.runAsNonRoot").ShouldBe("true");
            var container = pod.At("containers.0");
            container.Text("securityContext.allowPrivilegeEscalation").ShouldBe("false");
            container.At("livenessProbe").ShouldNotBeNull();
            container.Text("resources.limits.memory").ShouldNotBeNull();
            container.ListAt("env").ShouldContain(variable => variable.At("valueFrom.secretKeyRef") != null);
        }
    }

    [Fact]
    public async Task A_plain_store_whose_server_has_no_TLS_here_is_refused_with_the_way_out()
    {
        var error = await Should.ThrowAsync<Aspire.Hosting.DistributedApplicationException>(() =>
            new Market(new(Realization.Plain) { Tls = true }).ObjectsAsync(Stage.Staging)
        );

        error.Message.ShouldContain("postgres.WithRealization(new(Realization.Operator), Stage.Staging)");
    }
}
