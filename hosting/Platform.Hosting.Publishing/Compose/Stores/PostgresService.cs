using System.Text;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose.Stores;

/// <summary>PostgreSQL, and the step that makes a role for each service and the databases that they own.</summary>
internal static class PostgresService
{
    private const string User = "999:999";
    private const string Data = "/var/lib/postgresql";

    public static void Fill(ComposeContext context, Store store, Service service)
    {
        var password = context.SecretFile(ComposeConnector.AdministratorSecret(store), service);
        var administrator = context.Values.Print(new([context.Connector.Administrator(store, "postgres")]), service, expands: false)!;
        service.Environment["POSTGRES_USER"] = administrator;
        service.Environment["POSTGRES_PASSWORD_FILE"] = password;
        service.Environment["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256";
        service.Environment["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256";
        service.StopSignal = "SIGINT";
        service.ShmSize = "128M";
        // Over TCP: while the image sets up, its server listens on the socket alone.
        service.Healthcheck = ComposeStores.Check("pg_isready -q -h 127.0.0.1 -U \"$POSTGRES_USER\" -d postgres");
        ComposeStores.Keep(context, store, service, Data);
        ComposeHardening.Apply(service, User, isReadOnly: true, "/run/postgresql");
        if (store.Databases.Count > 0)
        {
            AddStep(context, store, administrator);
        }
    }

    private static void AddStep(ComposeContext context, Store store, string administrator)
    {
        var script = new StringBuilder(
            $$"""
            #!/bin/sh
            # What '{{store.Name}}' holds: a role for each service, and the databases that they own. Can run again and again; passwords are set anew.
            set -eu
            export PGHOST={{ComposeStores.Quote(ComposeNames.Service(store.Name))}} PGDATABASE=postgres
            PGPASSWORD="$(cat /run/secrets/{{ComposeConnector.AdministratorSecret(store)}})"
            export PGPASSWORD

            # role NAME SECRET
            role() {
              ROLE_PASSWORD="$(cat "/run/secrets/$2")" psql -q -v ON_ERROR_STOP=1 -v role="$1" <<'SQL'
            \getenv password ROLE_PASSWORD
            SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
            SELECT format('ALTER ROLE %I WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD %L', :'role', :'password') \gexec
            SQL
            }

            # database NAME [OWNER]: without an owner it is the administrator's
            database() {
              psql -q -v ON_ERROR_STOP=1 -v database="$1" -v owner="${2:-$PGUSER}" <<'SQL'
            SELECT format('CREATE DATABASE %I', :'database') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
            SELECT format('ALTER DATABASE %I OWNER TO %I', :'database', :'owner') \gexec
            SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'database') \gexec
            SQL
            }

            # share OWNER OTHER: the other may do in the owner's databases what the owner may
            share() {
              psql -q -v ON_ERROR_STOP=1 -v owner="$1" -v other="$2" <<'SQL'
            SELECT format('GRANT %I TO %I', :'owner', :'other') \gexec
            SQL
            }


            """
        );
        var step = ComposeStores.AddStep(context, store, "", User);
        step.Environment["PGUSER"] = administrator;
        context.SecretFile(ComposeConnector.AdministratorSecret(store), step);
        foreach (var owner in store.Databases.SelectMany(database => database.Owners).Distinct(StringComparer.Ordinal))
        {
            var secret = ComposeNames.RoleSecretOf(store.Name, owner);
            context.Descriptions[secret] = $"Password of {owner}'s role in {store.Name}.";
            context.SecretFile(secret, step);
            script.Append($"role {ComposeStores.Quote(ComposeNames.RoleOf(owner))} {ComposeStores.Quote(secret)}\n");
        }
        foreach (var database in store.Databases)
        {
            var owners = database.Owners.Select(owner => ComposeStores.Quote(ComposeNames.RoleOf(owner))).ToList();
            script.Append($"database {ComposeStores.Quote(database.DatabaseName)}{(owners is [var first, ..] ? $" {first}" : "")}\n");
            foreach (var other in owners.Skip(1))
            {
                script.Append($"share {owners[0]} {other}\n");
            }
        }
        context.Scripts[$"{step.Name}.sh"] = script.ToString();
    }
}
