using Platform.Mocks.PaymentGateway;

await PaymentGatewayApp.Build(args).RunAsync();
