using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Publishing.Tests.Kustomize;

public class KustomizePrinterTests
{
    [Fact]
    public void What_all_stages_have_is_in_base_what_two_have_in_a_component_what_one_has_in_its_overlay()
    {
        using var tree = PrintedTree.Of(Sample.Stages);

        tree.Files.Select(file => file.Path)
            .Where(path => !path.StartsWith("chart/", StringComparison.Ordinal))
            .ShouldBe(
                [
                    "base/kustomization.yaml",
                    "base/shop/config.yaml",
                    "base/shop/deployment.yaml",
                    "components/monitoring/kustomization.yaml",
                    "components/monitoring/shop/rules.yaml",
                    "components/prod-perf/kustomization.yaml",
                    "components/prod-perf/shop/pdb.yaml",
                    "overlays/dev/debug/service.yaml",
                    "overlays/dev/kustomization.yaml",
                    "overlays/dev/patches/shop.yaml",
                    "overlays/perf/kustomization.yaml",
                    "overlays/perf/patches/shop.yaml",
                    "overlays/prod/kustomization.yaml",
                    "overlays/prod/patches/shop.yaml",
                    "overlays/staging/kustomization.yaml",
                    "overlays/staging/patches/shop.yaml",
                ],
                ignoreOrder: true
            );
        tree.Files.Single(file => file.Path == "overlays/prod/patches/shop.yaml").Stage.ShouldBe(Stage.Prod);
        tree.Files.Single(file => file.Path == "components/prod-perf/shop/pdb.yaml").Stage.ShouldBeNull();
    }

    [Fact]
    public void An_overlay_is_short_the_stages_label_is_a_line_and_a_tag_another()
    {
        using var tree = PrintedTree.Of(Sample.Stages);

        tree.Text("overlays/dev/kustomization.yaml")
            .ShouldBe(
                """
                # kubectl apply -k kubernetes/overlays/dev
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - ../../base
                  - debug/service.yaml
                components:
                  - ../../components/monitoring
                labels:
                  - pairs:
                      environment: dev
                    fields:
                      - path: spec/template/metadata/labels
                images:
                  - name: open-market/shop
                    newTag: 1.1.0
                patches:
                  - path: patches/shop.yaml

                """
            );
    }

    [Fact]
    public void A_patch_says_only_what_is_otherwise_and_keeps_the_order_of_variables()
    {
        using var tree = PrintedTree.Of(Sample.Stages);

        tree.Text("overlays/prod/patches/shop.yaml")
            .ShouldBe(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: shop
                  namespace: open-market
                spec:
                  replicas: 3
                  template:
                    spec:
                      containers:
                        - name: shop
                          env:
                            - name: A
                            - name: B
                              value: $(A)x
                          resources:
                            limits:
                              cpu: "2"
                      volumes:
                        - name: tls
                          secret:
                            secretName: shop-tls

                """
            );
    }

    [Fact]
    public async Task The_sample_comes_out_as_it_was_meant()
    {
        using var tree = PrintedTree.Of(Sample.Stages);
        await KustomizeRun.ShouldMatchAsync(tree);
    }

    [Fact]
    public async Task What_no_patch_can_say_is_written_whole()
    {
        // Two ports of one number, told apart by a protocol that one of them leaves out: Kustomize would drop the patch without a word.
        static StageObjects Of(Stage stage, string port) =>
            new(
                stage,
                [
                    new(
                        JsonNode
                            .Parse(
                                $$$"""{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"ports": [{"port": 80, "name": "x"}, {{{port}}}]}}"""
                            )!
                            .AsObject(),
                        "a/service.yaml"
                    ),
                ]
            );
        using var tree = PrintedTree.Of([
            Of(Stage.Dev, """{"port": 81, "protocol": "TCP", "name": "y"}"""),
            Of(Stage.Prod, """{"port": 80, "protocol": "UDP", "name": "z"}"""),
        ]);

        tree.Find("base/a/service.yaml").ShouldBeNull();
        await KustomizeRun.ShouldMatchAsync(tree);
    }

    [Fact]
    public void The_same_objects_print_the_same_text()
    {
        using var one = PrintedTree.Of(RandomObjects.Create(7, 40));
        using var other = PrintedTree.Of(RandomObjects.Create(7, 40));

        one.Files.ShouldBe(other.Files);
    }
}
