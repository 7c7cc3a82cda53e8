using Platform.Engines.Kafka.Cli;

return await KafkaCommand.RunAsync(args);
