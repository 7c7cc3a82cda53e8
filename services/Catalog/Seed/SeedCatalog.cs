using System.Text;

namespace Catalog.Seed;

internal sealed record SeedCategory(string Slug, string Name, string NameEn, int Position);

internal sealed record SeedProduct(
    int Id,
    string Name,
    string NameEn,
    string Description,
    string Category,
    long Price,
    int Stock,
    DateTime CreatedAt
);

/// <summary>20 categories of 10 goods, each from five makers: the same 1,000 products on every machine.</summary>
internal static class SeedCatalog
{
    private static readonly (string Ko, string En)[] Makers =
    [
        ("한빛", "Hanbit"),
        ("도담", "Dodam"),
        ("새솔", "Saesol"),
        ("누리", "Nuri"),
        ("가온", "Gaon"),
        ("아름", "Areum"),
        ("미르", "Mir"),
        ("다온", "Daon"),
        ("온새", "Onsae"),
        ("라온", "Raon"),
        ("보람", "Boram"),
    ];

    private static readonly (string Ko, string En, int Percent)[] Editions =
    [
        ("", "", 100),
        (" 프리미엄", " Premium", 145),
        (" 라이트", " Lite", 82),
        (" 2026", " 2026", 118),
        (" 스페셜 에디션", " Special Edition", 170),
    ];

    public static (List<SeedCategory> Categories, List<SeedProduct> Products) Read()
    {
        var categories = new List<SeedCategory>(20);
        var products = new List<SeedProduct>(1000);
        string[] category = [];
        using var text = new StreamReader(typeof(SeedCatalog).Assembly.GetManifestResourceStream("Seed/products.txt")!, Encoding.UTF8);
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith('@'))
            {
                category = line[1..].Split('|');
                categories.Add(new(category[0], category[1], category[2], categories.Count + 1));
            }
            else if (!line.StartsWith('#'))
            {
                Add(products, category, line.Split('|'));
            }
        }
        return (categories, products);
    }

    private static void Add(List<SeedProduct> products, string[] category, string[] good)
    {
        var (name, nameEn, basePrice) = (good[0], good[1], long.Parse(good[2]));
        foreach (var (ko, en, percent) in Editions)
        {
            var id = products.Count + 1;
            var maker = Makers[(id * 7 + id / 5) % Makers.Length];
            products.Add(
                new(
                    id,
                    $"{maker.Ko} {name}{ko}",
                    $"{maker.En} {nameEn}{en}",
                    $"{maker.Ko}의 {name}. {category[3]} {nameEn} by {maker.En}. {category[4]}",
                    category[0],
                    Price(basePrice, percent, id),
                    Stock(id),
                    new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(id * 331 % 6000)
                )
            );
        }
    }

    // Shops end prices in 900 or, below ten thousand won, in 90.
    private static long Price(long basePrice, int percent, int id)
    {
        var price = basePrice * (percent + id % 9 - 4) / 100;
        var step = price < 10_000 ? 100 : 1_000;
        return (price + step / 2) / step * step - step / 10;
    }

    // Every fortieth product is sold out; no other has fewer than five pieces.
    private static int Stock(int id) => id % 40 == 0 ? 0 : 5 + id * 7919 % 296;
}
