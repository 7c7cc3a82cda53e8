using Platform.ServiceDefaults.Npgsql;

namespace ServiceDefaults.Tests;

public sealed class SqlSummaryTests
{
    [Theory]
    [InlineData("select 1", "SELECT")]
    [InlineData("select * from products where name = 'from x'", "SELECT products")]
    [InlineData("-- from comment\nSELECT id FROM \"Orders\" o", "SELECT Orders")]
    [InlineData("/* into */ insert into shop.orders (id) values ($1)", "INSERT shop.orders")]
    [InlineData("update stock set left = left - 1", "UPDATE stock")]
    [InlineData("delete from carts", "DELETE carts")]
    [InlineData("with due as (select id from reservations) update stock s set x = 1 from due", "UPDATE stock")]
    [InlineData("with due as (select id from reservations) select 1", "SELECT reservations")]
    [InlineData("create table if not exists things (id int)", "CREATE things")]
    [InlineData("begin", "BEGIN")]
    [InlineData("", "sql")]
    public void A_statement_is_named_by_operation_and_table(string sql, string name) => SqlSummary.Of(sql).ShouldBe(name);
}
