using Worker;

WorkerApp.Build(args).Run();
