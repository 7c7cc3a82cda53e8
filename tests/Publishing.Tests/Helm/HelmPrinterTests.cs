using System.Text.Json.Nodes;
using NJsonSchema;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Kustomize;
using Publishing.Tests.Support;

namespace Publishing.Tests.Helm;

public class HelmPrinterTests
{
    [Fact]
    public void What_differs_is_a_value_what_some_lack_stands_behind_a_condition()
    {
        using var tree = PrintedTree.Of(Sample.Stages);

        tree.Text("chart/templates/shop/deployment.yaml")
            .ShouldBe(
                """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: shop
                  namespace: open-market
                  labels:
                    app: shop
                    environment: {{ .Values.stage | quote }}
                spec:
                  replicas: {{ .Values.parameters.shop.replicas | int }}
                  selector:
                    matchLabels:
                      app: shop
                  template:
                    metadata:
                      labels:
                        app: shop
                        environment: {{ .Values.stage | quote }}
                    spec:
                      containers:
                        - name: shop
                          image: {{ .Values.parameters.shop.shop_image | quote }}
                          env:
                            - name: A
                              value: "1"
                            - name: B
                              value: {{ .Values.parameters.shop.env_B_value | quote }}
                            - name: C
                              value: "3"
                          resources:
                            limits:
                              cpu: {{ .Values.parameters.shop.resources_limits_cpu | quote }}
                              memory: 512Mi
                      volumes:
                        - name: tmp
                          emptyDir: {}
                        {{- if ne .Values.stage "dev" }}
                        - name: tls
                          secret:
                            secretName: shop-tls
                        {{- end }}

                """
            );
        tree.Text("chart/templates/shop/pdb.yaml").ShouldStartWith("""{{- if has .Values.stage (list "prod" "perf") }}""");
        tree.Text("chart/templates/shop/rules.yaml").ShouldStartWith("{{- if .Values.components.monitoring }}");
        tree.Text("chart/templates/shop/rules.yaml").ShouldContain("""{{ "{{" }} $labels.pod }} is down""");
    }

    [Fact]
    public void Every_value_stands_in_values_yaml_and_a_stage_says_what_is_otherwise()
    {
        using var tree = PrintedTree.Of(Sample.Stages);

        tree.Text("chart/values.yaml")
            .ShouldBe(
                """
                # Of dev. Each other stage has a file of what is otherwise there.
                # Which objects there are, and the label environment.
                stage: dev

                # What can be left out as a whole.
                components:
                  monitoring: true

                # Images, sizes and hosts, by resource.
                parameters:
                  shop:
                    replicas: 1
                    shop_image: open-market/shop:1.1.0
                    env_B_value: $(A)
                    resources_limits_cpu: 500m

                # Variables of the environment, by resource.
                config:
                  shop:
                    LOG_LEVEL: Debug
                    CURRENCY: KRW
                    "ON": "yes"

                """
            );
        Yaml.Read(tree.Text("chart/values-staging.yaml"))[0]
            .ToJsonString()
            .ShouldBe(
                """{"stage":"staging","parameters":{"shop":{"shop_image":"open-market/shop:1.0.0"}},"config":{"shop":{"LOG_LEVEL":"Information"}}}"""
            );
    }

    [Fact]
    public async Task A_component_can_be_switched_off_and_a_value_given()
    {
        using var tree = PrintedTree.Of(Sample.Stages);
        await File.WriteAllTextAsync(
            Path.Combine(tree.Path, "chart", "own.yaml"),
            "components: {monitoring: false}\nparameters: {shop: {replicas: 7}}\nconfig: {shop: {\"ON\": off, LOG_LEVEL: 3}}\n",
            TestContext.Current.CancellationToken
        );

        var result = (
            await HelmRun.RenderAsync([new HelmJob(Path.Combine(tree.Path, "chart"), ["values-prod.yaml", "own.yaml"])])
        ).Single();

        result.Error.ShouldBeEmpty();
        result.Objects.ShouldNotContain(found => (string?)found["kind"] == "PrometheusRule");
        JsonNode Of(string kind) => result.Objects.Single(found => (string?)found["kind"] == kind);
        ((int)Of("Deployment")["spec"]!["replicas"]!).ShouldBe(7);
        // A config map has texts, whatever was given.
        Of("ConfigMap")["data"]!.ToJsonString().ShouldBe("""{"CURRENCY":"KRW","LOG_LEVEL":"3","ON":"false"}""");
        result.Notes.ShouldContain("is installed for prod");
    }

    [Fact]
    public async Task A_value_given_to_helm_rolls_the_pods_of_its_service_and_no_others()
    {
        static IEnumerable<KubernetesObject> Service(string name)
        {
            var data = new Dictionary<string, string> { ["URL"] = "http://a/?x=1&y=<2>", ["ON"] = "yes" };
            yield return new(
                JsonNode
                    .Parse(
                        $$$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{{name}}}-config"}, "data": {{{System.Text.Json.JsonSerializer.Serialize(data)}}} }"""
                    )!
                    .AsObject(),
                $"{name}/config.yaml"
            );
            yield return new(
                JsonNode
                    .Parse(
                        $$$"""
                        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "{{{name}}}"}, "spec": {"template": {
                          "metadata": {"annotations": {"checksum/config": "{{{ConfigurationHash.Of(
                            data
                        )}}}"}}, "spec": {"containers": []} } }}
                        """
                    )!
                    .AsObject(),
                $"{name}/deployment.yaml"
            );
        }
        using var tree = PrintedTree.Of([.. Stages.All.Select(stage => new StageObjects(stage, [.. Service("a"), .. Service("b")]))]);
        await File.WriteAllTextAsync(
            Path.Combine(tree.Path, "chart", "own.yaml"),
            "config: {b: {URL: elsewhere}}\n",
            TestContext.Current.CancellationToken
        );
        var chart = Path.Combine(tree.Path, "chart");

        var results = await HelmRun.RenderAsync([new(chart, ["values-prod.yaml"]), new(chart, ["values-prod.yaml", "own.yaml"])]);

        string? Hash(int result, string name) =>
            (string?)
                results[result].Objects.Single(found => (string?)found["metadata"]!["name"] == name)["spec"]!["template"]!["metadata"]![
                    "annotations"
                ]!["checksum/config"];
        Hash(1, "a").ShouldBe(Hash(0, "a"));
        Hash(1, "b").ShouldNotBe(Hash(0, "b"));
        await HelmRun.ShouldMatchAsync(tree);
    }

    [Fact]
    public async Task The_charts_own_files_fit_their_schemas()
    {
        using var tree = PrintedTree.Of(Sample.Stages);
        var path = Schemas.Require("schemastore/chart.json", "that Helm takes Chart.yaml for a chart");
        var schema = await JsonSchema.FromFileAsync(path, TestContext.Current.CancellationToken);
        schema.Validate(Yaml.Read(tree.Text("chart/Chart.yaml"))[0].ToJsonString()).ShouldBeEmpty();

        var values = await JsonSchema.FromJsonAsync(tree.Text("chart/values.schema.json"), TestContext.Current.CancellationToken);
        foreach (var file in Stages.All.Select(stage => $"chart/values-{stage.Name()}.yaml").Append("chart/values.yaml"))
        {
            values.Validate(Yaml.Read(tree.Text(file))[0].ToJsonString()).ShouldBeEmpty(file);
        }
        values.Validate("""{"stage": "production"}""").ShouldNotBeEmpty();
        values.Validate("""{"stage": "prod", "parameters": {"shop": {"replicas": "three"}}}""").ShouldNotBeEmpty();
    }
}
