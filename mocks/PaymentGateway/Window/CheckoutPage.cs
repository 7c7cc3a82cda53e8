using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Window;

/// <summary>Fills <c>checkout.html</c>: every value as text, never as markup.</summary>
internal static partial class CheckoutPage
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string s_page = Read("checkout.html");
    private static readonly string s_refusal = Read("refusal.html");

    /// <summary>The cards that newcomers are offered: number, Korean, English.</summary>
    private static readonly (string Number, string Korean, string English)[] s_cards =
    [
        ("4242 4242 4242 4242", "승인", "Approved"),
        ("5555 5555 5555 4444", "승인 (체크카드)", "Approved (check card)"),
        ("4000 0000 0000 0002", "카드사 거절", "Declined"),
        ("4000 0000 0000 9995", "잔액 부족", "Insufficient funds"),
        ("4000 0000 0000 0044", "응답 지연 후 승인", "Slow, then approved"),
        ("4000 0000 0000 0051", "승인 후 오류 응답", "Charged, answers an error"),
    ];

    public static string Write(CheckoutRequest checkout, string? problem, string cardNumber)
    {
        var values = Texts(checkout.English);
        values["action"] = checkout.ToQuery();
        values["cancel"] = checkout.Failed(PgError.PayProcessCanceled);
        values["merchant"] = checkout.SuccessUrl.Authority;
        values["orderId"] = checkout.OrderId;
        values["orderName"] = checkout.OrderName ?? checkout.OrderId;
        values["amount"] = Won(checkout.Amount, checkout.English);
        values["problem"] = problem ?? "";
        values["invalid"] = problem is null ? "false" : "true";
        values["cardNumber"] = cardNumber;
        return Fill(s_page, values).Replace("<!--cards-->", Cards(checkout.English), StringComparison.Ordinal);
    }

    public static string WriteRefusal(PgError error, bool english)
    {
        var values = Texts(english);
        values["code"] = error.Code;
        values["problem"] = error.Message(english);
        return Fill(s_refusal, values);
    }

    private static string Cards(bool english)
    {
        var html = new StringBuilder();
        foreach (var (number, korean, englishText) in s_cards)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><button type=\"button\" data-card=\"{number}\"><code>{number}</code> ");
            html.Append(CultureInfo.InvariantCulture, $"<span>{s_encoder.Encode(english ? englishText : korean)}</span></button></li>");
        }
        return html.ToString();
    }

    private static Dictionary<string, string> Texts(bool english) =>
        english
            ? new()
            {
                ["lang"] = "en",
                ["title"] = "Card payment",
                ["pg"] = "Platform Pay",
                ["test"] = "Test environment: nothing is charged",
                ["amountLabel"] = "Amount",
                ["orderLabel"] = "Order",
                ["orderIdLabel"] = "Order number",
                ["merchantLabel"] = "Shop",
                ["cardLabel"] = "Card number",
                ["expiryLabel"] = "Expiry (MM/YY)",
                ["installmentLabel"] = "Installments",
                ["once"] = "Pay at once",
                ["months2"] = "2 months",
                ["months3"] = "3 months",
                ["months6"] = "6 months",
                ["agree"] = "I agree to the terms of electronic payment",
                ["pay"] = "Pay",
                ["abort"] = "Cancel",
                ["cards"] = "Test cards",
            }
            : new()
            {
                ["lang"] = "ko",
                ["title"] = "카드 결제",
                ["pg"] = "플랫폼페이",
                ["test"] = "테스트 환경입니다. 실제로 결제되지 않습니다",
                ["amountLabel"] = "결제 금액",
                ["orderLabel"] = "주문 상품",
                ["orderIdLabel"] = "주문번호",
                ["merchantLabel"] = "상점",
                ["cardLabel"] = "카드 번호",
                ["expiryLabel"] = "유효기간 (월/년)",
                ["installmentLabel"] = "할부",
                ["once"] = "일시불",
                ["months2"] = "2개월",
                ["months3"] = "3개월",
                ["months6"] = "6개월",
                ["agree"] = "전자금융거래 이용약관에 동의합니다",
                ["pay"] = "결제하기",
                ["abort"] = "취소",
                ["cards"] = "테스트 카드",
            };

    private static string Won(long amount, bool english) =>
        english ? $"₩{amount.ToString("N0", CultureInfo.InvariantCulture)}" : $"{amount.ToString("N0", CultureInfo.InvariantCulture)}원";

    private static string Fill(string page, Dictionary<string, string> values) =>
        Hole().Replace(page, hole => s_encoder.Encode(values[hole.Groups[1].Value]));

    private static string Read(string name)
    {
        using var stream = typeof(CheckoutPage).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Hole();
}
