using Search.Index;

namespace Services.Tests.Search;

public sealed class HangulTests
{
    [Theory]
    [InlineData("노트북", "ㄴㅗㅌㅡㅂㅜㄱ")]
    [InlineData("값", "ㄱㅏㅂㅅ")]
    [InlineData("왜 뷁", "ㅇㅗㅐ ㅂㅜㅔㄹㄱ")]
    [InlineData("까치 ㄳ ㅘ", "ㄲㅏㅊㅣ ㄱㅅ ㅗㅏ")]
    [InlineData("  13인치 2-in-1, TV!", "13ㅇㅣㄴㅊㅣ 2 in 1 tv")]
    [InlineData("가힣", "ㄱㅏㅎㅣㅎ")]
    [InlineData("", "")]
    public void Text_is_taken_apart_into_what_is_typed(string text, string letters) => Hangul.Typed(text).ShouldBe(letters);

    [Theory]
    [InlineData("노트북", "ㄴ", "노", "놑", "노트", "노틉", "노트부", "노트북")]
    [InlineData("닭갈비", "ㄷ", "다", "달", "닭", "닭ㄱ", "닭가", "닭갈", "닭갋", "닭갈비")]
    [InlineData("의자", "ㅇ", "으", "의", "읮", "의자")]
    public void Every_state_while_it_is_typed_is_a_beginning(string word, params string[] states)
    {
        foreach (var state in states)
            Hangul.Typed(word).ShouldStartWith(Hangul.Typed(state));
    }

    [Fact]
    public void Initials_are_those_of_the_syllables() => Hangul.Initials("한빛 13인치 노트북 TV").ShouldBe("ㅎㅂ ㅇㅊ ㄴㅌㅂ");

    [Theory]
    [InlineData("ㄴㅌㅂ", true)]
    [InlineData("ㅎㅂ ㄴㅌ", true)]
    [InlineData("노ㅌ", false)]
    [InlineData("ㅏ", false)]
    [InlineData("", false)]
    public void Consonants_alone_are_initials(string text, bool initials) => Hangul.IsInitials(text).ShouldBe(initials);

    [Fact]
    public void Syllables_in_parts_are_put_together() =>
        Hangul.Compose("\u1102\u1169\u1110\u1173\u1107\u116E\u11A8 a").ShouldBe("노트북 a");
}
