using System.Text;

/// <summary>Commands with which the payment gateway misbehaves: on the dashboard, for tests, and to see what the shop makes of it.</summary>
internal static class MockSwitches
{
    // "mock-" tells the dashboard that a mock was switched: a marker of its own in every chart.
    public static IResourceBuilder<ProjectResource> WithMockSwitches(this IResourceBuilder<ProjectResource> mock) =>
        mock.WithSwitch(
                "mock-answer-500",
                "Answer 500",
                "Every call of the shop fails with PROVIDER_ERROR; the checkout window stays open.",
                "ErrorCircle",
                HttpMethod.Put,
                """
                {
                  "urlPathPattern": "/v1/.*",
                  "status": 500,
                  "jsonBody": { "code": "PROVIDER_ERROR", "message": "The mock was told to answer 500." }
                }
                """
            )
            .WithSwitch(
                "mock-answer-slowly",
                "Answer slowly",
                "Every call of the shop takes three seconds longer, and then succeeds.",
                "Clock",
                HttpMethod.Put,
                """{ "urlPathPattern": "/v1/.*", "fixedDelayMilliseconds": 3000, "passThrough": true }"""
            )
            .WithSwitch("mock-answer-normally", "Answer normally", "Ends what the other switches began.", "Checkmark", HttpMethod.Delete);

    private static IResourceBuilder<ProjectResource> WithSwitch(
        this IResourceBuilder<ProjectResource> mock,
        string name,
        string displayName,
        string description,
        string icon,
        HttpMethod method,
        string? fault = null
    ) =>
        mock.WithHttpCommand(
            "/__admin/faults",
            displayName,
            commandName: name,
            commandOptions: new HttpCommandOptions
            {
                Method = method,
                Description = description,
                IconName = icon,
                PrepareRequest = context =>
                {
                    context.Request.Content = fault is null ? null : new StringContent(fault, Encoding.UTF8, "application/json");
                    return Task.CompletedTask;
                },
            }
        );
}
