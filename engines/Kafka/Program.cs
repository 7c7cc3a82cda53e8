Console.Error.WriteLine("kafka: not ready to run alone yet.");
return 1;
