namespace Platform.Engines.Elasticsearch.Tests.Requests;

/// <summary>A small shop, in Korean and English.</summary>
internal static class Products
{
    public const string Mapping = """
        {
          "name": {"type": "text", "analyzer": "cjk", "fields": {"keyword": {"type": "keyword"}}},
          "nameEn": {"type": "text", "analyzer": "english", "fields": {"keyword": {"type": "keyword"}, "raw": {"type": "text"}}},
          "category": {"type": "keyword"},
          "tags": {"type": "keyword"},
          "price": {"type": "long"},
          "stock": {"type": "integer"},
          "rating": {"type": "double"},
          "onSale": {"type": "boolean"},
          "createdAt": {"type": "date"},
          "seller.name": {"type": "text"},
          "seller.city": {"type": "keyword"}
        }
        """;

    public static TestIndex Index() =>
        new TestIndex(Mapping).With(
            (
                "1",
                """{"name":"녹차 잎","nameEn":"Green tea leaves","category":"tea","tags":["korean","green"],"price":12000,"stock":5,"rating":4.5,"onSale":true,"createdAt":"2026-01-15T10:00:00Z","seller":{"name":"Boseong farm","city":"Boseong"}}"""
            ),
            (
                "2",
                """{"name":"홍차","nameEn":"Black tea","category":"tea","tags":["black"],"price":9000,"stock":0,"rating":3.5,"onSale":false,"createdAt":"2026-01-31T23:30:00Z","seller":{"name":"Jeju farm","city":"Jeju"}}"""
            ),
            (
                "3",
                """{"name":"커피 원두","nameEn":"Coffee beans","category":"coffee","tags":["korean","dark"],"price":18000,"stock":12,"rating":4.0,"onSale":true,"createdAt":"2026-02-10","seller":{"name":"Seoul roasters","city":"Seoul"}}"""
            ),
            (
                "4",
                """{"name":"녹차 커피 세트","nameEn":"Green tea and coffee set","category":"gift","price":30000,"stock":3,"createdAt":"2026-03-01T00:00:00+09:00","seller":{"name":"Seoul gifts","city":"Seoul"}}"""
            ),
            ("5", """{"name":"찻잔","nameEn":"Tea cup","category":"ware","tags":[],"price":15000,"stock":7,"rating":5.0,"onSale":false}""")
        );
}
