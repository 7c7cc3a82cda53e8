namespace Platform.Hosting.Publishing.Admission;

/// <summary>The rules in Gatekeeper's language.</summary>
internal static class Rego
{
    public const string RequiredLabels = """
        package k8srequiredlabels

        violation[{"msg": msg}] {
          given := {label | input.review.object.metadata.labels[label]}
          wanted := {label | label := input.parameters.labels[_]}
          missing := wanted - given
          count(missing) > 0
          msg := sprintf("%v has no label %v.", [input.review.object.metadata.name, missing])
        }

        """;

    public const string BlockLatestImage = """
        package k8sblocklatestimage

        containers[container] {
          container := input.review.object.spec.template.spec.containers[_]
        }

        containers[container] {
          container := input.review.object.spec.template.spec.initContainers[_]
        }

        named(image) {
          contains(image, "@")
        }

        named(image) {
          parts := split(image, "/")
          contains(parts[count(parts) - 1], ":")
          not endswith(image, ":latest")
        }

        violation[{"msg": msg}] {
          container := containers[_]
          not named(container.image)
          msg := sprintf("Container %v has the image %v: name a version.", [container.name, container.image])
        }

        """;

    public const string RequireNonRoot = """
        package k8srequirenonroot

        pod := input.review.object.spec.template.spec

        safe(container) {
          container.securityContext.runAsNonRoot == true
        }

        safe(container) {
          pod.securityContext.runAsNonRoot == true
          not container.securityContext.runAsNonRoot == false
        }

        violation[{"msg": msg}] {
          container := pod.containers[_]
          not safe(container)
          msg := sprintf("Container %v may run as root: set runAsNonRoot.", [container.name])
        }

        """;
}
