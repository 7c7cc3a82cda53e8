using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Templates;

/// <summary>A helper as a template calls it.</summary>
internal sealed record HelperCall(string Name, IReadOnlyList<HelperArgument> Arguments, Dictionary<string, string> Options, string Pointer)
{
    public string? Option(string name) => Options.GetValueOrDefault(name);

    public int Option(string name, int otherwise) =>
        Option(name) is not { } text ? otherwise
        : int.TryParse(text, out var number) ? number
        : throw Refuse($"'{name}' has to be a whole number");

    /// <summary>Refuses a call whose shape is not the helper's.</summary>
    public HelperCall Expect(int arguments, params string[] options)
    {
        if (Arguments.Count != arguments)
            throw Refuse($"{arguments} arguments are expected");
        return Options.Keys.Except(options).FirstOrDefault() is { } unknown
            ? throw Refuse($"the option '{unknown}' is not supported")
            : this;
    }

    public StubRefusedException Refuse(string detail) => new(Pointer, $"the template helper {Name}: {detail}");
}

/// <summary>An argument, and its text where that does not depend on the request.</summary>
internal sealed record HelperArgument(Func<TemplateContext, string> Value, string? Literal);
