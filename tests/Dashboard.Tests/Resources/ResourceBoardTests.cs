using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Resources;

public class ResourceBoardTests
{
    private readonly MarkerLog markers;
    private readonly ResourceBoard board;

    public ResourceBoardTests()
    {
        var feed = new ChangeFeed();
        markers = new MarkerLog(feed);
        board = new ResourceBoard(feed, markers, TimeProvider.System);
    }

    [Fact]
    public void A_second_run_is_a_restart()
    {
        Apply("Starting", null);
        Apply("Running", null);
        Restarts().ShouldBe(0);
        Apply("Exited", null);
        Apply("Running", "Healthy");
        Restarts().ShouldBe(1);
        Marked().Select(marker => marker.Kind).ShouldBe(["state", "restart"]);
    }

    [Fact]
    public void What_was_healthy_and_is_no_more_is_marked_with_its_reason()
    {
        Apply("Running", "Unhealthy");
        Apply("Running", "Healthy");
        Marked().ShouldBeEmpty("a start takes its time");
        board.Apply(Snapshot("Running", "Unhealthy") with { HealthReports = [new("ping", "Unhealthy", "connection refused", null, null)] });
        Apply("Running", "Healthy");
        Marked()
            .Select(marker => (marker.Kind, marker.Level, marker.Text))
            .ShouldBe([("health", "error", "redis is unhealthy: connection refused"), ("health", "success", "redis is healthy again")]);
        board.History("redis").Select(change => change.Health).ShouldBe(["Unhealthy", "Healthy", "Unhealthy", "Healthy"]);
        board.History("redis")[2].Reason.ShouldBe("connection refused");
    }

    [Fact]
    public void A_crash_is_an_error_and_a_deleted_resource_is_gone()
    {
        Apply("Running", "Healthy");
        board.Apply(Snapshot("Exited", null) with { ExitCode = 134, StateStyle = "error" });
        Marked()
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                marker => marker.Level.ShouldBe("error"),
                marker => marker.Text.ShouldBe("redis ended with exit code 134")
            );
        board.Apply(Snapshot("Exited", null) with { IsDeleted = true });
        board.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_resource_keeps_its_place_and_is_found_by_id_or_name()
    {
        board.Apply(new ResourceSnapshot("a-1", "a", "Project"));
        board.Apply(new ResourceSnapshot("b", "b", "Project"));
        board.Apply(new ResourceSnapshot("a-1", "a", "Project") { State = "Running" });
        board.All.Select(resource => resource.Id).ShouldBe(["a-1", "b"]);
        board.Find("A")!.State.ShouldBe("Running");
        board.Find("nobody").ShouldBeNull();
    }

    private void Apply(string state, string? health) => board.Apply(Snapshot(state, health));

    private static ResourceSnapshot Snapshot(string state, string? health) =>
        new("redis", "redis", "Redis") { State = state, Health = health };

    private int Restarts() => board.Find("redis")!.Restarts;

    private IReadOnlyList<Marker> Marked() => markers.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
}
