using Ordering;

OrderingApp.Build(args).Run();
