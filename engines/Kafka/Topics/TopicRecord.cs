using System.Text;

namespace Platform.Engines.Kafka.Topics;

/// <summary>A topic in the journal.</summary>
/// <param name="Instance">Different for each topic that was ever made, so that a new one of an old name never meets old records.</param>
internal sealed record TopicRecord(long Instance, int Partitions, IReadOnlyDictionary<string, string> Configs)
{
    public byte[] Save()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(Instance);
        writer.Write(Partitions);
        writer.Write(Configs.Count);
        foreach (var (name, value) in Configs)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Flush();
        return buffer.ToArray();
    }

    public static TopicRecord Load(byte[] saved)
    {
        using var reader = new BinaryReader(new MemoryStream(saved), Encoding.UTF8);
        var (instance, partitions) = (reader.ReadInt64(), reader.ReadInt32());
        var configs = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            configs[reader.ReadString()] = reader.ReadString();
        }

        return new TopicRecord(instance, partitions, configs);
    }
}
