using Platform.Engines.Kafka.Server;

namespace Kafka.Tests.Server;

public sealed class MemoryBudgetTests
{
    [Fact]
    public async Task Who_asks_for_more_than_there_is_waits_in_line()
    {
        var budget = new MemoryBudget(100);
        await budget.TakeAsync(60, default);
        var second = budget.TakeAsync(60, default).AsTask();
        var third = budget.TakeAsync(10, default).AsTask();

        // The third would fit, and overtakes nobody.
        (second.IsCompleted, third.IsCompleted).ShouldBe((false, false));
        budget.Return(60);

        await Task.WhenAll(second, third).WaitAsync(TimeSpan.FromSeconds(30));
        budget.Used.ShouldBe(70);
    }

    [Fact]
    public async Task One_that_is_larger_than_all_of_it_waits_until_it_is_alone()
    {
        var budget = new MemoryBudget(100);
        await budget.TakeAsync(1, default);
        var large = budget.TakeAsync(1_000, default).AsTask();
        large.IsCompleted.ShouldBeFalse();

        budget.Return(1);

        await large.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task One_that_gives_up_holds_up_nobody()
    {
        var budget = new MemoryBudget(100);
        using var patience = new CancellationTokenSource();
        await budget.TakeAsync(60, default);
        var second = budget.TakeAsync(60, patience.Token).AsTask();
        var third = budget.TakeAsync(10, default).AsTask();

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => second);
        await third.WaitAsync(TimeSpan.FromSeconds(30));
        budget.Used.ShouldBe(70);
    }
}
