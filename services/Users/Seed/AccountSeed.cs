using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Users.Seed;

/// <summary>Fills an empty database with 50 shoppers: in development always, elsewhere when <c>Seed__Enabled</c> says so.</summary>
internal static class AccountSeed
{
    public const int Accounts = 50;

    // "Passw0rd!": for machines that hold no real data. Hashed once, ahead: fifty hashes would cost seconds at start.
    private const string PasswordHash = "pbkdf2-sha256$100000$TN9/u8LovoFDYl5Xtw+MvA==$wFK9NUWw+kbQ0eFTdN/89HJewZ/rh7JmsQAPsb/L1PI=";

    private static readonly string[] Surnames = ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"];
    private static readonly string[] GivenNames = ["서연", "민준", "지우", "도윤", "하은", "시우", "수아", "예준", "지안", "주원", "유나"];

    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var check = new NpgsqlCommand("select exists (select from accounts)", connection);
        if (await check.ExecuteScalarAsync(cancellationToken) is true)
        {
            return;
        }

        const string Sql = """
            insert into accounts (id, email, name, password_hash, created_at)
            select id, email, name, @hash, '2026-01-01' from unnest(@ids, @emails, @names) as seed (id, email, name)
            """;
        var numbers = Enumerable.Range(1, Accounts).ToArray();
        await using var insert = new NpgsqlCommand(Sql, connection);
        insert.Parameters.AddWithValue("hash", PasswordHash);
        insert.Parameters.Add(new("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = numbers.Select(Id).ToArray() });
        insert.Parameters.AddWithValue("emails", numbers.Select(number => $"shopper{number}@example.com").ToArray());
        insert.Parameters.AddWithValue("names", numbers.Select(Name).ToArray());
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Guid Id(int number) => Guid.Parse("00000000-0000-4000-8000-" + number.ToString("d12", CultureInfo.InvariantCulture));

    private static string Name(int number) => Surnames[number * 3 % Surnames.Length] + GivenNames[number * 7 % GivenNames.Length];
}
