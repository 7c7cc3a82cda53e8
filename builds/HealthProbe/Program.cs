using Platform.HealthProbe;

return await Probe.RunAsync(args, Console.Out, Console.Error);
