using System.Text.Json.Serialization;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Events;

namespace ServiceDefaults.Tests.Events;

internal sealed record Noted(string Text);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Noted))]
internal sealed partial class NotedJson : JsonSerializerContext;

/// <summary>A handler that does what the test says, and tells what it was given.</summary>
internal sealed class NotedHandler : IEventHandler<Noted>
{
    private readonly Channel<(Noted Payload, EventContext Context)> handled = Channel.CreateUnbounded<(Noted, EventContext)>();

    public Func<Noted, EventContext, CancellationToken, Task> Does { get; set; } = (_, _, _) => Task.CompletedTask;

    public async Task HandleAsync(Noted payload, EventContext context, CancellationToken cancellationToken)
    {
        await Does(payload, context, cancellationToken);
        handled.Writer.TryWrite((payload, context));
    }

    public async Task<(Noted Payload, EventContext Context)> NextAsync() =>
        await handled.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

    public static NotedHandler Of(IServiceProvider services) => services.GetRequiredService<NotedHandler>();
}
