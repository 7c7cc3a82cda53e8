using EngineBench;

switch (args)
{
    case ["kafka-throughput", var bootstrap, var records]:
        KafkaThroughput.Run(bootstrap, int.Parse(records));
        return 0;
    case ["kafka-latency", var name, var bootstrap, var seconds]:
        KafkaLatency.Run(name, bootstrap, int.Parse(seconds));
        return 0;
    case ["kafka-codecs", var bootstrap, var megabytes]:
        return KafkaCodecs.Run(bootstrap, int.Parse(megabytes));
    case ["s3-large", var name, var endpoint, var megabytes]:
        await S3Load.LargeAsync(name, new Uri(endpoint), int.Parse(megabytes));
        return 0;
    case ["s3-small", var name, var endpoint, var seconds]:
        await S3Load.SmallAsync(name, new Uri(endpoint), int.Parse(seconds));
        return 0;
    case ["start", var rounds]:
        await WarmStart.RunAsync(int.Parse(rounds));
        return 0;
    default:
        Console.Error.WriteLine(
            "Usage: EngineBench kafka-throughput BOOTSTRAP RECORDS | kafka-latency NAME BOOTSTRAP|mock SECONDS | kafka-codecs BOOTSTRAP MEGABYTES | s3-large NAME URL MEGABYTES | s3-small NAME URL SECONDS | start ROUNDS"
        );
        return 2;
}
