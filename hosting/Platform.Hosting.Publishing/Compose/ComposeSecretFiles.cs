using System.Text;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>What says which files with secrets are wanted, and makes those that are missing. Their values are nobody's business here.</summary>
internal static class ComposeSecretFiles
{
    public static void Add(Action<string, string, bool> add, IReadOnlyList<ComposeStage> stages)
    {
        var secrets = new SortedDictionary<string, ComposeSecret>(StringComparer.Ordinal);
        foreach (var secret in stages.SelectMany(stage => stage.Context.Secrets.Values))
        {
            if (!secrets.TryAdd(secret.Name, secret))
            {
                secrets[secret.Name].Readers.UnionWith(secret.Readers);
            }
        }
        add(".gitignore", "/.env\n/secrets/*\n!/secrets/README.md\n!/secrets/generate.sh\n", false);
        add("secrets/README.md", Readme(secrets.Values), false);
        add("secrets/generate.sh", Script(secrets.Keys), true);
    }

    private static string Readme(IEnumerable<ComposeSecret> secrets)
    {
        var text = new StringBuilder(
            """
            # Secrets

            One file for each secret, in this directory, with the secret and nothing else: no line break at its end. Git ignores them. A service
            sees those that it is given, and no others, as `/run/secrets/NAME`.

            For a machine of your own, `./generate.sh` makes those that are missing, of 32 random letters and digits each. Elsewhere put there what
            your secret manager has, for instance:

                vault kv get -field=value secret/open-market/NAME | tr -d '\n' > NAME

            The directory is for its owner alone (`chmod 700 .`); the files must be readable to the users in the containers (`chmod 444`). A secret that is
            shared with somebody outside, as a key of a payment gateway, is what they say it is.

            | file | what it is | who reads it |
            |---|---|---|

            """
        );
        foreach (var secret in secrets)
        {
            text.Append($"| `{secret.Name}` | {ComposeReadme.Cell(secret.Description)} | {string.Join(", ", secret.Readers)} |\n");
        }
        return text.ToString();
    }

    private static string Script(IEnumerable<string> names)
    {
        var text = new StringBuilder(
            """
            #!/bin/sh
            # Makes the secrets that are missing here, at random. What is there stays.
            set -eu
            cd "$(dirname "$0")"
            chmod 700 .
            for name in \

            """
        );
        foreach (var name in names)
        {
            text.Append($"  {Stores.ComposeStores.Quote(name)} \\\n");
        }
        text.Append(
            """
            ; do
              [ -s "$name" ] && continue
              LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 32 >"$name"
              chmod 444 "$name"
              echo "made $name"
            done

            """
        );
        return text.ToString();
    }
}
