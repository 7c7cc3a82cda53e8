using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>Kubernetes' quantities in Compose's words: <c>250m</c> is 0.25 cores, <c>512Mi</c> is 512M, for Docker counts in powers of 1,024.</summary>
internal static partial class ComposeQuantities
{
    public static Resources Of(ComputeResources resources) =>
        new()
        {
            Limits = new() { Cpus = Cores(resources.CpuLimit), Memory = Memory(resources.MemoryLimit) },
            Reservations = new() { Cpus = Cores(resources.CpuRequest), Memory = Memory(resources.MemoryRequest) },
        };

    public static string Cores(string quantity) =>
        quantity.EndsWith('m')
            ? (decimal.Parse(quantity[..^1], CultureInfo.InvariantCulture) / 1000).ToString("0.###", CultureInfo.InvariantCulture)
            : quantity;

    public static string Memory(string quantity)
    {
        var match = Quantity().Match(quantity);
        if (!match.Success)
        {
            throw new FormatException($"'{quantity}' is no amount of memory. It must be as in 512Mi or 2Gi.");
        }
        var amount = match.Groups["amount"].Value;
        return match.Groups["unit"].Value switch
        {
            "" => $"{amount}b",
            "Ki" => $"{amount}k",
            "Mi" => $"{amount}M",
            "Gi" => $"{amount}G",
            var unit => $"{(long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * Decimal(unit))}b",
        };
    }

    /// <summary>Mebibytes.</summary>
    public static int Mebibytes(string quantity)
    {
        var match = Quantity().Match(quantity);
        var amount = match.Success ? decimal.Parse(match.Groups["amount"].Value, CultureInfo.InvariantCulture) : 0;
        const decimal mebi = 1024 * 1024;
        return (int)(
            match.Groups["unit"].Value switch
            {
                "Ki" => amount / 1024,
                "Mi" => amount,
                "Gi" => amount * 1024,
                "" => amount / mebi,
                var unit => amount * Decimal(unit) / mebi,
            }
        );
    }

    private static decimal Decimal(string unit) =>
        unit switch
        {
            "k" => 1_000m,
            "M" => 1_000_000m,
            _ => 1_000_000_000m,
        };

    [GeneratedRegex(@"^(?<amount>\d+(\.\d+)?)(?<unit>Ki|Mi|Gi|k|M|G|)$", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
