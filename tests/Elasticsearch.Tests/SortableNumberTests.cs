using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Tests;

public sealed class SortableNumberTests
{
    [Fact]
    public void Doubles_keep_their_order_and_come_back()
    {
        double[] ascending =
        [
            double.NegativeInfinity,
            -1e300,
            -2.5,
            -1,
            -double.Epsilon,
            0,
            double.Epsilon,
            1,
            2.5,
            1e300,
            double.PositiveInfinity,
        ];

        ascending.Select(SortableNumber.FromDouble).ShouldBeInOrder();
        ascending.Select(SortableNumber.FromDouble).Select(SortableNumber.ToDouble).ShouldBe(ascending);
    }
}
