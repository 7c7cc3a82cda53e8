namespace Platform.Mocks.SalesChannel.Malls;

/// <summary>Who buys at a mall. Malls mask telephone numbers.</summary>
public sealed record Shopper(string Name, string Phone, string ZipCode, string Address)
{
    private static readonly Shopper[] Known =
    [
        new("김민수", "1234", "04524", "서울특별시 중구 세종대로 110"),
        new("이서연", "5678", "48058", "부산광역시 해운대구 센텀중앙로 79"),
        new("박지훈", "2468", "34126", "대전광역시 유성구 대학로 99"),
        new("최유진", "1357", "61452", "광주광역시 동구 필문대로 309"),
        new("정하늘", "8642", "63243", "제주특별자치도 제주시 첨단로 242"),
    ];

    private static int next = -1;

    /// <param name="name">Null: one of a few made-up people, in turn.</param>
    public static Shopper Named(string? name)
    {
        var shopper = Known[(int)((uint)Interlocked.Increment(ref next) % Known.Length)];
        return name is null ? shopper : shopper with { Name = name };
    }
}
