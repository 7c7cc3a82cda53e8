using System.Globalization;
using System.Text;

namespace Platform.Engines.Elasticsearch.Mapping.Dates;

/// <summary><c>epoch_millis</c> and <c>epoch_second</c>: a number since 1970, maybe with a fraction.</summary>
internal sealed class EpochFormat(bool seconds) : DateFormat
{
    public override bool TryRead(ReadOnlySpan<char> text, ref DateFields fields)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var digits = whole is ['-', ..] ? whole[1..] : whole;
        if (
            digits.IsEmpty
            || digits.ContainsAnyExceptInRange('0', '9')
            || point >= 0 && text[(point + 1)..].ContainsAnyExceptInRange('0', '9')
            || !long.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || seconds && Math.Abs(value / 1000) > long.MaxValue / 1_000_000
        )
        {
            return false;
        }

        if (seconds)
        {
            var part = 0L;
            for (var i = 0; i < 3; i++)
            {
                part = part * 10 + (point >= 0 && point + 1 + i < text.Length ? text[point + 1 + i] - '0' : 0);
            }

            value = value * 1000 + (whole[0] == '-' ? -part : part);
        }

        fields.EpochMillis = value;
        return true;
    }

    public override void Print(StringBuilder to, long utcMillis, DateZone zone)
    {
        if (!seconds)
        {
            to.Append(CultureInfo.InvariantCulture, $"{utcMillis}");
            return;
        }

        to.Append(CultureInfo.InvariantCulture, $"{utcMillis / 1000}");
        var part = Math.Abs(utcMillis % 1000);
        if (part != 0)
        {
            to.Append('.').Append(part.ToString("000", CultureInfo.InvariantCulture).TrimEnd('0'));
        }
    }
}
