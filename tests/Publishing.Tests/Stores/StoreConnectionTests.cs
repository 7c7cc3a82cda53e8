using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Stores;

namespace Publishing.Tests.Stores;

public class StoreConnectionTests
{
    private const string Data = "market-data.svc.cluster.local";
    private const string Certificates = "/etc/platform/certificates";

    [Theory]
    [InlineData(
        "shopdb",
        Realization.Plain,
        1,
        $"Host=postgres.{Data};Port=5432;Username=shop;Password=!postgres-shop-password;Database=\"shop;db\""
    )]
    [InlineData(
        "shopdb",
        Realization.Operator,
        1,
        $"Host=postgres-rw.{Data};Port=5432;Username=shop;Password=!postgres-shop-password;SSL Mode=VerifyFull;Root Certificate={Certificates}/postgres.crt;Database=\"shop;db\""
    )]
    [InlineData(
        "shopdb",
        Realization.Operator,
        3,
        $"Host=postgres-pooler-rw.{Data};Port=5432;Username=shop;Password=!postgres-shop-password;SSL Mode=VerifyFull;Root Certificate={Certificates}/postgres.crt;Database=\"shop;db\""
    )]
    [InlineData(
        "shopdb",
        Realization.Managed,
        1,
        $"Host=$postgres-host;Port=5432;Username=shop;Password=!postgres-shop-password;SSL Mode=VerifyFull;Root Certificate={Certificates}/postgres.crt;Database=\"shop;db\""
    )]
    [InlineData(
        "shopdb",
        Realization.External,
        1,
        $"Host=$postgres-host;Port=5432;Username=shop;Password=!postgres-shop-password;SSL Mode=VerifyFull;Root Certificate={Certificates}/postgres.crt;Database=\"shop;db\""
    )]
    [InlineData("redis", Realization.Plain, 1, $"redis.{Data}:6379,password=!redis-password")]
    [InlineData(
        "redis",
        Realization.Operator,
        1,
        $"redis-master.{Data}:6379,password=!redis-password,ssl=true,sslHost=redis-master.{Data},sslCa={Certificates}/redis.crt"
    )]
    [InlineData(
        "redis",
        Realization.Operator,
        3,
        $"redis-leader.{Data}:6379,password=!redis-password,ssl=true,sslHost=redis-leader.{Data},sslCa={Certificates}/redis.crt"
    )]
    [InlineData("redis", Realization.Managed, 1, "$redis-host:6379,password=!redis-password,ssl=true,sslHost=$redis-host")]
    [InlineData(
        "kafka",
        Realization.Plain,
        1,
        $"kafka.{Data}:9092;security.protocol=SASL_PLAINTEXT;sasl.mechanism=PLAIN;sasl.username=kafka-shop;sasl.password=!kafka-shop-password"
    )]
    [InlineData(
        "kafka",
        Realization.Operator,
        3,
        $"kafka-kafka-bootstrap.{Data}:9093;security.protocol=SASL_SSL;sasl.mechanism=SCRAM-SHA-512;sasl.username=kafka-shop;sasl.password=!kafka-shop-password;ssl.ca.location={Certificates}/kafka.crt"
    )]
    [InlineData(
        "kafka",
        Realization.Managed,
        1,
        "$kafka-host:9093;security.protocol=SASL_SSL;sasl.mechanism=SCRAM-SHA-512;sasl.username=kafka-shop;sasl.password=!kafka-shop-password"
    )]
    [InlineData("elasticsearch", Realization.Plain, 1, $"http://elastic:!elasticsearch-password@elasticsearch.{Data}:9200")]
    [InlineData(
        "elasticsearch",
        Realization.Operator,
        3,
        $"https://shop:!elasticsearch-shop-password@elasticsearch-es-http.{Data}:9200?ca={Certificates}/elasticsearch.crt"
    )]
    [InlineData("elasticsearch", Realization.Managed, 1, "https://shop:!elasticsearch-shop-password@$elasticsearch-host:443")]
    [InlineData("storage", Realization.Plain, 1, $"Endpoint=http://storage.{Data}:9000;AccessKey=shop;SecretKey=!storage-shop-password")]
    [InlineData(
        "storage",
        Realization.Operator,
        1,
        $"Endpoint=https://storage.{Data}:9000;AccessKey=shop;SecretKey=!storage-shop-password;Root Certificate={Certificates}/storage.crt"
    )]
    [InlineData(
        "storage",
        Realization.Managed,
        1,
        "Endpoint=https://$storage-host:443;AccessKey=!storage-shop-access-key;SecretKey=!storage-shop-password;Region=ap-northeast-2"
    )]
    [InlineData(
        "storage",
        Realization.External,
        1,
        "Endpoint=https://$storage-host:443;AccessKey=!storage-shop-access-key;SecretKey=!storage-shop-password;Region=$storage-region"
    )]
    public async Task A_service_reaches_a_store_as_its_realization_has_it(
        string connection,
        Realization realization,
        int instances,
        string expected
    )
    {
        var context = await new Market(new(realization) { Instances = instances }).ContextAsync();
        var shop = context.Model.FindWorkload("shop")!;

        var made = new KubernetesConnector(context).Connect(shop, shop.Connections.Single(use => use.Name == connection));

        made.ConnectionString.Text().ShouldBe(expected);
        made.Certificate?.Path.ShouldBe($"{Certificates}/{(connection == "shopdb" ? "postgres" : connection)}.crt");
        (made.Certificate is not null).ShouldBe(expected.Contains(Certificates));
    }

    [Fact]
    public async Task Every_variable_that_a_reference_promises_has_a_value()
    {
        foreach (var realization in Enum.GetValues<Realization>())
        {
            var context = await new Market(new(realization)).ContextAsync();
            var connector = new KubernetesConnector(context);
            foreach (var workload in context.Model.Workloads)
            {
                foreach (var use in workload.Connections)
                {
                    use.Properties.Values.ShouldBeSubsetOf(
                        connector.Connect(workload, use).Properties.Keys,
                        $"{workload.Name}, {use.Name}"
                    );
                }
            }
        }
    }

    [Fact]
    public async Task Single_properties_are_those_of_the_connection_string()
    {
        var context = await new Market(new(Realization.Operator) { Instances = 3 }).ContextAsync();
        var shop = context.Model.FindWorkload("shop")!;

        var properties = new KubernetesConnector(context).Connect(shop, shop.Connections.Single(use => use.Name == "shopdb")).Properties;

        properties["Host"].Text().ShouldBe($"postgres-pooler-rw.{Data}");
        properties["Uri"]
            .Text()
            .ShouldBe(
                $"postgresql://shop:!postgres-shop-password:uri@postgres-pooler-rw.{Data}:5432/shop%3Bdb?sslmode=verify-full&sslrootcert={Certificates}/postgres.crt"
            );
        properties["DatabaseName"].Text().ShouldBe("shop;db");
    }
}
