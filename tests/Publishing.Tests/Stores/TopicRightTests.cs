using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Stores;
using Publishing.Tests.Mesh;
using Publishing.Tests.Support;

namespace Publishing.Tests.Stores;

public class TopicRightTests
{
    [Fact]
    public async Task A_service_may_write_its_own_topics_and_its_dead_letters_and_no_others()
    {
        var objects = await new Market(new(Realization.Operator) { Instances = 3 }).ObjectsAsync();

        Rules(objects.Named("KafkaUser", "kafka-shop").Tree)
            .ShouldBe(["topic orders Write", "topic payments Read", "topic payments.shop.dlq Write", "group shop Read"]);
        Rules(objects.Named("KafkaUser", "kafka-pay-desk").Tree)
            .ShouldBe(["topic orders Read", "topic payments Write", "topic orders.pay-desk.dlq Write", "group pay-desk Read"]);
        objects
            .Where(one => one.Kind == "KafkaTopic")
            .Select(one => one.Tree.Text("spec.topicName"))
            .ShouldBe(["orders", "payments", "orders.pay-desk.dlq", "payments.shop.dlq"]);
    }

    [Fact]
    public async Task In_the_real_graph_every_topic_has_one_writer()
    {
        var real = await RealGraph.GetAsync();
        foreach (var model in real.Models)
        {
            var kafka = model.FindStore("kafka")!;
            var writers = StoreUsers
                .Of(model, kafka)
                .SelectMany(user =>
                    TopicRights.Of(user).Where(right => right.Access is DataAccess.Write).Select(right => (right.Topic, user.Name))
                )
                .ToLookup(both => both.Topic, both => both.Name);

            writers["catalog.products"].ShouldBe(["catalog"]);
            writers["ordering.orders"].ShouldBe(["ordering"]);
            writers["payments.events"].ShouldBe(["payments"]);
            writers["files.tasks"].ShouldBe(["files"]);
            writers["files.results"].ShouldBe(["worker"]);
            writers.ShouldAllBe(topic => topic.Count() == 1);
        }
    }

    [Fact]
    public async Task A_plain_broker_denies_what_the_operators_would()
    {
        var objects = await new Market(new(Realization.Plain)).ObjectsAsync(Stage.Dev);

        var script = (string)objects.Named("ConfigMap", "kafka-setup").Tree["data"]!["topics.sh"]!;
        script
            .Split('\n')
            .Where(line => line.StartsWith("allow --allow-principal 'User:kafka-shop'", StringComparison.Ordinal))
            .Select(line => line["allow --allow-principal 'User:kafka-shop' ".Length..])
            .ShouldBe([
                "--operation Write --operation Describe --topic 'orders'",
                "--operation Read --operation Describe --topic 'payments'",
                "--operation Write --operation Describe --topic 'payments.shop.dlq'",
                "--operation Read --operation Describe --group 'shop'",
            ]);
        script.ShouldContain("topic --topic 'orders' --partitions 3\n");
    }

    private static IEnumerable<string> Rules(System.Text.Json.Nodes.JsonNode user) =>
        user.ListAt("spec.authorization.acls")
            .Select(rule => $"{rule.Text("resource.type")} {rule.Text("resource.name")} {rule.Text("operations.0")}");
}
