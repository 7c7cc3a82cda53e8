var builder = DistributedApplication.CreateBuilder(args);

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var usersDb = postgres.AddDatabase("usersdb");
var catalogDb = postgres.AddDatabase("catalogdb");
var orderingDb = postgres.AddDatabase("orderingdb");
var paymentsDb = postgres.AddDatabase("paymentsdb");

var redis = builder.AddRedis("redis");

var paymentGatewayKey = builder.AddParameter(
    "payment-gateway-key",
    new GenerateParameterDefault { MinLength = 32, Special = false },
    secret: true
);
var paymentGateway = builder
    .AddProject<Projects.PaymentGateway>("payment-gateway")
    .WithEnvironment("PaymentGateway__SecretKey", paymentGatewayKey)
    .WithHttpHealthCheck("/health");

var users = builder.AddProject<Projects.Users>("users").WithReference(usersDb).WaitFor(usersDb).WithHttpHealthCheck("/health");

var catalog = builder
    .AddProject<Projects.Catalog>("catalog")
    .WithReference(catalogDb)
    .WithReference(redis)
    .WaitFor(catalogDb)
    .WithHttpHealthCheck("/health");

var ordering = builder
    .AddProject<Projects.Ordering>("ordering")
    .WithReplicas(2)
    .WithReference(orderingDb)
    .WithReference(redis)
    .WithReference(catalog)
    .WithReference(users)
    .WaitFor(orderingDb)
    .WithHttpHealthCheck("/health");

var payments = builder
    .AddProject<Projects.Payments>("payments")
    .WithReference(paymentsDb)
    .WithReference(ordering)
    .WithReference(users)
    .WithReference(paymentGateway)
    .WithEnvironment("PaymentGateway__SecretKey", paymentGatewayKey)
    .WaitFor(paymentsDb)
    .WithHttpHealthCheck("/health");

builder
    .AddProject<Projects.Gateway>("gateway")
    .WithReference(users)
    .WithReference(catalog)
    .WithReference(ordering)
    .WithReference(payments)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health");

builder.Build().Run();
