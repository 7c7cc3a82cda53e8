using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Byeol;
using Platform.Mocks.SalesChannel.Hanbit;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Admin;

/// <summary>Both malls by name, for shoppers and those who look on.</summary>
public sealed class MallStreet(HanbitMall hanbit, ByeolMall byeol)
{
    public IReadOnlyList<string> Names { get; } = ["hanbit", "byeol"];

    public Mall? Find(string name) =>
        name switch
        {
            "hanbit" => hanbit,
            "byeol" => byeol,
            _ => null,
        };

    /// <summary>An order as the mall's API shows it.</summary>
    public static JsonObject Write(Mall mall, MallOrder order) => mall is HanbitMall ? HanbitJson.Write(order) : ByeolJson.Write(order);

    /// <summary>Products as the mall's API shows them, newest first.</summary>
    public JsonArray Products(Mall mall, int limit) =>
        mall is HanbitMall
            ? [.. hanbit.NewestProducts(limit).Select(HanbitJson.Write)]
            : [.. byeol.NewestItems(limit).Select(ByeolJson.Write)];

    public int ProductCount(Mall mall) => mall is HanbitMall ? hanbit.Page(0, 0).Total : byeol.Page(null, 0, 0).Total;
}
