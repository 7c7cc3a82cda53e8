namespace Publishing.Tests.Support;

/// <summary>Names and values that are legal, and that a careless printer would make something else of.</summary>
public static class HostileText
{
    /// <summary>Resources may be called so: ASCII letters, digits and hyphens, at most 64.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "null",
        "true",
        "No",
        "on",
        "y",
        "e1",
        "Infinity",
        "Web-API",
        "service",
        "default",
        "x-1-2-3",
        "metadata",
        "values",
        "a234567890-b234567890-c234567890-d234567890-e234567890-f23456789",
        "a234567890-b234567890-c234567890-d234567890-e234567890-f23456788",
        "api",
        "orders",
        "front",
        "backend-with-a-name-that-is-rather-long-but-not-too-long",
        "n0",
    ];

    public static IReadOnlyList<string> Values { get; } =
    [
        "",
        " ",
        "yes",
        "0x1F",
        "1e3",
        "012",
        "12:30:45",
        "2026-11-20",
        "~",
        "null",
        "- item",
        "key: value",
        "#comment",
        "a # b",
        "'single' and \"double\"",
        "back\\slash \\n",
        "first\nsecond\n\tthird\n",
        "line\r\nbreak",
        "$HOME ${HOME} $(HOME) $$",
        "{{ .Values.secret }}",
        "{secret-like:but-not}",
        "%{percent} %20 &amp; <tag>",
        "*anchor &ref !tag |pipe >fold",
        "한국어 값 🚀 é\u0301",
        "\uE000private\uE001use",
        " leading and trailing ",
        "a,b;c=d",
        "`backtick` $(echo no)",
    ];
}
