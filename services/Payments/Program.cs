using Payments;

PaymentsApp.Build(args).Run();
