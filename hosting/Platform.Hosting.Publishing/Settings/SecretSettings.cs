using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>Where the secrets of a stage are kept; a cluster copies them from there and asks again every <see cref="RefreshInterval"/>.</summary>
public sealed record SecretSettings(SecretProvider Provider)
{
    /// <summary>AWS: the region of the Secrets Manager.</summary>
    public string Region { get; init; } = "ap-northeast-2";

    /// <summary>AWS: the role that may read the secrets, bound to the service account; empty: bound outside (EKS Pod Identity).</summary>
    public string RoleArn { get; init; } = "";

    /// <summary>Vault: its URL.</summary>
    public string Server { get; init; } = "https://vault.vault.svc.cluster.local:8200";

    /// <summary>Vault: where the key-value engine (version 2) is mounted.</summary>
    public string Path { get; init; } = "secret";

    /// <summary>Vault: the role of the Kubernetes authentication.</summary>
    public string Role { get; init; } = "external-secrets";

    /// <summary>A secret that was changed is known after that long at most.</summary>
    public string RefreshInterval { get; init; } = "1h";

    /// <summary>Dev needs no secret manager; elsewhere it is AWS's.</summary>
    public static SecretSettings Of(Stage stage) => new(stage is Stage.Dev ? SecretProvider.Kubernetes : SecretProvider.Aws);
}

/// <summary>Who keeps secrets.</summary>
public enum SecretProvider
{
    /// <summary>One secret of the cluster, made by hand from a file that git ignores.</summary>
    Kubernetes,
    Aws,
    Vault,
}
