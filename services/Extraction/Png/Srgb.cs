namespace Platform.Extraction.Png;

/// <summary>Averages are right in linear light only: black and white squares look as bright as the gray of 188, not of 128.</summary>
internal static class Srgb
{
    private static readonly float[] Linear = MakeLinear();

    /// <param name="sample">16 bits.</param>
    /// <returns>0 to 1.</returns>
    public static float ToLinear(ushort sample) => Linear[sample];

    public static byte FromLinear(double light)
    {
        var encoded = light <= 0.0031308 ? light * 12.92 : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055;
        return (byte)Math.Clamp(Math.Round(encoded * 255), 0, 255);
    }

    private static float[] MakeLinear()
    {
        var table = new float[65_536];
        for (var i = 0; i < table.Length; i++)
        {
            var encoded = i / 65_535.0;
            table[i] = (float)(encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4));
        }

        return table;
    }
}
