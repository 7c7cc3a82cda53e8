using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>What a container may not do: no capability, no new privileges; and where its image allows, no root and no writing but to /tmp and its volumes.</summary>
internal static class ComposeHardening
{
    /// <summary>The user of .NET's images.</summary>
    public const string DotnetUser = "1654:1654";

    /// <param name="user">Null: the image's own, or root where the image wants it.</param>
    public static void Apply(Service service, string? user, bool isReadOnly, params IEnumerable<string> writable)
    {
        service.CapDrop = ["ALL"];
        service.SecurityOpt = ["no-new-privileges:true"];
        service.User = user;
        if (isReadOnly)
        {
            service.ReadOnly = true;
            service.Tmpfs = ["/tmp", .. writable];
        }
    }
}
