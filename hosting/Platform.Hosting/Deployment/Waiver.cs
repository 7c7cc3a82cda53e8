namespace Platform.Hosting.Deployment;

/// <summary>A policy does not hold for the resource, for the reason given; printed in every report. One that waives nothing is an error.</summary>
public sealed record Waiver(Policy Policy, string Reason);
