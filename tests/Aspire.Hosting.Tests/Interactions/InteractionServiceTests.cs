using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Interactions;

/// <summary>Questions and their answers, as a page of the dashboard gives them.</summary>
public sealed class InteractionServiceTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> s_none = [];

    private readonly InteractionService _service;
    private readonly IAsyncEnumerator<OpenInteraction> _page;

    public InteractionServiceTests()
    {
        _service = new InteractionService(new ServiceCollection().BuildServiceProvider());
        _service.Open();
        _page = _service.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_dashboard_there_is_nobody_to_ask()
    {
        var service = new InteractionService(new ServiceCollection().BuildServiceProvider());
        service.IsAvailable.ShouldBeFalse();
        await Should.ThrowAsync<InvalidOperationException>(() => service.PromptMessageBoxAsync("Title", "Message", null, Cancelled));
    }

    [Theory]
    [InlineData("Primary", true, false)]
    [InlineData("Secondary", false, false)]
    [InlineData("Dismiss", false, true)]
    public async Task A_message_box_is_answered_with_its_buttons(string action, bool data, bool canceled)
    {
        var asked = _service.PromptMessageBoxAsync("Title", "Message", null, Cancelled);
        var open = await NextAsync();
        (open.Kind, open.Title, open.Message).ShouldBe((InteractionKind.MessageBox, "Title", "Message"));
        await _service.RespondAsync(open.Id, Enum.Parse<InteractionAction>(action), s_none, Cancelled);
        var answer = await asked;
        (answer.Data, answer.Canceled).ShouldBe((data, canceled));
        (await NextAsync()).IsComplete.ShouldBeTrue("the page takes it away");
    }

    [Fact]
    public async Task A_confirmation_is_marked_as_one_and_a_notification_carries_its_link()
    {
        _ = _service.PromptConfirmationAsync("Delete?", "All of it.", null, Cancelled);
        (await NextAsync()).Intent.ShouldBe(MessageIntent.Confirmation);
        _ = _service.PromptNotificationAsync(
            "Update",
            "There is one.",
            new NotificationInteractionOptions { LinkText = "More", LinkUrl = "https://example.test" },
            Cancelled
        );
        ((NotificationInteractionOptions)(await NextAsync()).Options).LinkText.ShouldBe("More");
    }

    [Fact]
    public async Task Wrong_answers_keep_the_dialog_open_with_their_errors()
    {
        var options = new InputsDialogInteractionOptions
        {
            ValidationCallback = context =>
            {
                if (context.Inputs["port"].Value == "80")
                {
                    context.AddValidationError("port", "Taken.");
                }
                return Task.CompletedTask;
            },
        };
        var asked = _service.PromptInputsAsync(
            "Server",
            null,
            [Input("name", InputType.Text, required: true), Input("port", InputType.Number)],
            options,
            Cancelled
        );
        var open = await NextAsync();

        await AnswerAsync(("name", ""), ("port", "x"));
        (await NextAsync()).Inputs.Select(input => input.ValidationErrors.Count).ShouldBe([1, 1]);
        await AnswerAsync(("name", "web"), ("port", "80"));
        (await NextAsync()).Inputs["port"].ValidationErrors.ShouldBe(["Taken."]);
        asked.IsCompleted.ShouldBeFalse();
        await AnswerAsync(("port", "81"));
        var answer = await asked;
        answer.Canceled.ShouldBeFalse();
        (answer.Data!.GetString("name"), answer.Data.GetInt32("port")).ShouldBe(("web", 81));

        Task AnswerAsync(params (string Name, string? Value)[] values) =>
            _service.RespondAsync(open.Id, InteractionAction.Primary, values.ToDictionary(v => v.Name, v => v.Value), Cancelled);
    }

    [Fact]
    public async Task An_input_is_loaded_when_the_dialog_opens_and_again_when_what_it_depends_on_changes()
    {
        var city = new InteractionInput
        {
            Name = "city",
            InputType = InputType.Choice,
            DynamicLoading = new InputLoadOptions
            {
                DependsOnInputs = ["country"],
                LoadCallback = context =>
                {
                    context.Input.Options = [new(context.AllInputs["country"].Value + "-1", "One")];
                    return Task.CompletedTask;
                },
            },
        };
        _ = _service.PromptInputsAsync("Where", null, [Input("country", InputType.Text), city], null, Cancelled);
        var open = await NextAsync();
        open.Inputs["city"].Options.ShouldBeNull();
        await _service.RespondAsync(open.Id, InteractionAction.Change, new Dictionary<string, string?> { ["country"] = "kr" }, Cancelled);
        (await NextAsync()).Inputs["city"].Options.ShouldBe([new("kr-1", "One")]);

        var misplaced = await Should.ThrowAsync<InvalidOperationException>(() =>
            _service.PromptInputsAsync("Where", null, [city, Input("country", InputType.Text)], null, Cancelled)
        );
        misplaced.Message.ShouldContain("'country'");
    }

    [Fact]
    public async Task A_question_that_is_taken_back_goes_from_the_page()
    {
        using var back = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var asked = _service.PromptInputAsync("Name", null, "Name", "your name", null, back.Token);
        var open = await NextAsync();
        open.Inputs["Name"].Placeholder.ShouldBe("your name");
        await back.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        (await NextAsync()).IsComplete.ShouldBeTrue();
        await _service.RespondAsync(open.Id, InteractionAction.Primary, s_none, Cancelled);
    }

    [Fact]
    public async Task What_is_being_done_can_be_cancelled_from_the_page()
    {
        var work = _service.ShowProgressAsync(
            "Copying",
            null,
            canCancel: true,
            async cancelled =>
            {
                await Task.Delay(Timeout.Infinite, cancelled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return cancelled.IsCancellationRequested;
            },
            Cancelled
        );
        var open = await NextAsync();
        open.Kind.ShouldBe(InteractionKind.Progress);
        await _service.RespondAsync(open.Id, InteractionAction.Dismiss, s_none, Cancelled);
        (await work).ShouldBeTrue();
        (await NextAsync()).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_asked_is_cancelled_when_the_dashboard_ends()
    {
        var asked = _service.PromptMessageBoxAsync("Title", "Message", null, Cancelled);
        await NextAsync();
        _service.Close();
        (await asked).Canceled.ShouldBeTrue();
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    private async Task<OpenInteraction> NextAsync()
    {
        (await _page.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancelled)).ShouldBeTrue();
        return _page.Current;
    }

    private static InteractionInput Input(string name, InputType type, bool required = false) =>
        new()
        {
            Name = name,
            InputType = type,
            Required = required,
        };
}
