using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Builder;

public class ContainersTests
{
    private readonly IDistributedApplicationBuilder _builder = Graph.ToRun();

    [Theory]
    [InlineData("redis", null, null, "redis:latest")]
    [InlineData("redis", "7", null, "redis:7")]
    [InlineData("library/redis:7", null, null, "library/redis:7")]
    [InlineData("localhost:5000/team/redis:7", null, "localhost:5000", "localhost:5000/team/redis:7")]
    [InlineData("ghcr.io/team/redis@sha256:abc", null, "ghcr.io", "ghcr.io/team/redis@sha256:abc")]
    public void An_image_is_read_as_everybody_reads_it(string image, string? tag, string? registry, string expected)
    {
        var cache = _builder.AddResource(new ContainerResource("cache")).WithImage(image, tag);
        cache.Resource.TryGetContainerImageName(out var name).ShouldBeTrue();
        name.ShouldBe(expected);
        cache.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var annotation).ShouldBeTrue();
        annotation!.Registry.ShouldBe(registry);
    }

    [Fact]
    public void Two_tags_or_a_tag_and_a_digest_are_ambiguous()
    {
        Should.Throw<InvalidOperationException>(() => _builder.AddContainer("a", "redis:6", "7")).Message.ShouldContain("Ambiguous tags");
        Should.Throw<InvalidOperationException>(() => _builder.AddContainer("b", "redis@sha256:abc", "7"));
    }

    [Fact]
    public void Tag_registry_and_digest_can_be_replaced_once_there_is_an_image()
    {
        var cache = _builder.AddContainer("cache", "redis").WithImageTag("8").WithImageRegistry("mirror.test");
        Name(cache).ShouldBe("mirror.test/redis:8");
        Name(cache.WithImageSHA256("abc")).ShouldBe("mirror.test/redis@sha256:abc");
        Name(cache.WithImageTag("9").WithImageRegistry(null)).ShouldBe("redis:9");
        var bare = _builder.AddResource(new ContainerResource("bare"));
        Should.Throw<InvalidOperationException>(() => bare.WithImageTag("1")).Message.ShouldContain("WithImage");
    }

    [Fact]
    public void Mounts_know_where_they_come_from()
    {
        var cache = _builder
            .AddContainer("cache", "redis")
            .WithVolume("data", "/data")
            .WithVolume("/tmp")
            .WithBindMount("conf", "/conf", isReadOnly: true);
        cache.Resource.TryGetContainerMounts(out var mounts).ShouldBeTrue();
        mounts!
            .Select(mount => (mount.Type, mount.Source, mount.Target, mount.IsReadOnly))
            .ShouldBe([
                (ContainerMountType.Volume, "data", "/data", false),
                (ContainerMountType.Volume, null, "/tmp", false),
                (ContainerMountType.BindMount, Path.Combine(_builder.AppHostDirectory, "conf"), "/conf", true),
            ]);
    }

    [Fact]
    public void Volumes_are_named_after_application_and_resource_and_stay_the_same()
    {
        var cache = _builder.AddContainer("cache", "redis");
        var name = VolumeNameGenerator.Generate(cache, "data");
        name.ShouldMatch("^[a-z0-9][a-z0-9_.-]*-[0-9a-f]{10}-cache-data$");
        VolumeNameGenerator.Generate(Graph.ToRun().AddContainer("cache", "redis"), "data").ShouldBe(name);
        Should.Throw<ArgumentException>(() => VolumeNameGenerator.Generate(cache, "da ta"));
    }

    [Fact]
    public void A_Dockerfile_gives_the_image_its_name_and_takes_arguments()
    {
        var password = _builder.AddParameter("password", secret: true);
        var api = _builder.AddDockerfile("Api", "../api", stage: "final").WithBuildArg("VERSION", "1").WithBuildSecret("TOKEN", password);
        api.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build).ShouldBeTrue();
        build!.DockerfilePath.ShouldBe(Path.GetFullPath(Path.Combine(_builder.AppHostDirectory, "..", "api", "Dockerfile")));
        build.BuildArguments["VERSION"].ShouldBe("1");
        build.BuildSecrets["TOKEN"].ShouldBe(password.Resource);
        Name(api).ShouldBe("api:latest");
        Should.Throw<InvalidOperationException>(() => api.WithBuildArg("TOKEN", password)).Message.ShouldContain("WithBuildSecret");
        Should.Throw<InvalidOperationException>(() => _builder.AddContainer("c", "redis").WithBuildArg("A", "1"));
    }

    private static string Name(IResourceBuilder<ContainerResource> builder)
    {
        builder.Resource.TryGetContainerImageName(out var name).ShouldBeTrue();
        return name!;
    }
}
