namespace Search.Index;

/// <summary>A product as it is indexed: as shoppers see it, and once more as it is searched.</summary>
/// <param name="Text">All words, so that a query may mix those of name and description, Korean and English.</param>
/// <param name="Words">The words of both names.</param>
/// <param name="Typed">Both names in the letters that are typed one by one: <c>ㄴㅗㅌㅡㅂㅜㄱ</c>.</param>
/// <param name="Initials">The first letter of each syllable of the Korean name: <c>ㄴㅌㅂ</c>.</param>
internal sealed record ProductDocument(
    long Id,
    string Name,
    string NameEn,
    string Description,
    string Category,
    long Price,
    int Stock,
    long Version,
    DateTime CreatedAt,
    string Text,
    string Words,
    string Typed,
    string Initials
)
{
    public static ProductDocument Of(Product product)
    {
        var words = $"{product.Name} {product.NameEn}";
        return new(
            product.Id,
            product.Name,
            product.NameEn,
            product.Description,
            product.Category,
            product.Price,
            product.Stock,
            product.Version,
            product.CreatedAt,
            $"{words} {product.Description}",
            words,
            Hangul.Typed(words),
            Hangul.Initials(product.Name)
        );
    }
}
