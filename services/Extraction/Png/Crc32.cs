namespace Platform.Extraction.Png;

/// <summary>CRC-32 (ISO 3309), eight tables at a time. Stands for System.IO.Hashing.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        for (; data.Length >= 8; data = data[8..])
        {
            var low = BitConverter.ToUInt32(data) ^ crc;
            var high = BitConverter.ToUInt32(data[4..]);
            crc =
                Tables[7][low & 0xff]
                ^ Tables[6][(low >> 8) & 0xff]
                ^ Tables[5][(low >> 16) & 0xff]
                ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xff]
                ^ Tables[2][(high >> 8) & 0xff]
                ^ Tables[1][(high >> 16) & 0xff]
                ^ Tables[0][high >> 24];
        }

        foreach (var one in data)
        {
            crc = Tables[0][(crc ^ one) & 0xff] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var table = 0; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (uint index = 0; index < 256; index++)
            {
                var crc = table is 0 ? index : tables[table - 1][index];
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) is 0 ? crc >> 1 : (crc >> 1) ^ 0xedb88320;
                }

                tables[table][index] = crc;
            }
        }

        return tables;
    }
}
