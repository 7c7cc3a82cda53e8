using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Secrets;

/// <summary>Where each secret of a model comes from.</summary>
public sealed class SecretSources
{
    private const string Parameters = "parameters";
    private readonly Dictionary<string, SecretSource> ofAccounts = new(StringComparer.Ordinal);

    public SecretSources(DeploymentModel model)
    {
        foreach (var user in model.Stores.SelectMany(store => StoreUsers.Of(model, store)))
        {
            ofAccounts[user.PasswordName] = user.Store is { Kind: StoreKind.Kafka, Realization.Realization: Realization.Operator }
                ? new CarriedSecret(user.ObjectName, "password")
                : new GivenSecret(user.Store.Name, $"{user.Name}-password", user.PasswordName);
            ofAccounts[StoreLogins.AccessKeyOf(user)] = new GivenSecret(
                user.Store.Name,
                $"{user.Name}-access-key",
                StoreLogins.AccessKeyOf(user)
            );
        }
    }

    /// <summary>The source of a <see cref="SecretPart"/>; one that is no account's is a parameter.</summary>
    public SecretSource Of(string name) => ofAccounts.GetValueOrDefault(name) ?? new GivenSecret(Parameters, name, name);
}
