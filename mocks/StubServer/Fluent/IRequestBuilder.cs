using WireMock.Matchers;

namespace WireMock.RequestBuilders;

/// <summary>Which requests a stub answers; every condition has to hold.</summary>
public interface IRequestBuilder
{
    /// <summary>One of these paths; <c>*</c> and <c>?</c> are wildcards.</summary>
    IRequestBuilder WithPath(params string[] paths);

    /// <summary>One of these whole URLs; wildcards as in paths.</summary>
    IRequestBuilder WithUrl(params string[] urls);

    IRequestBuilder UsingMethod(params string[] methods);

    IRequestBuilder UsingAnyMethod();

    IRequestBuilder UsingGet();

    IRequestBuilder UsingPost();

    IRequestBuilder UsingPut();

    IRequestBuilder UsingPatch();

    IRequestBuilder UsingDelete();

    IRequestBuilder UsingHead();

    IRequestBuilder UsingOptions();

    /// <summary>The query has this parameter; with values, one of them is among the parameter's.</summary>
    IRequestBuilder WithParam(string key, params string[] values);

    IRequestBuilder WithParam(string key, IMatcher matcher);

    /// <summary>The header's value; wildcards as in paths.</summary>
    IRequestBuilder WithHeader(string name, string pattern, bool ignoreCase = true);

    IRequestBuilder WithHeader(string name, IMatcher matcher);

    IRequestBuilder WithCookie(string name, string pattern, bool ignoreCase = true);

    /// <summary>The body; wildcards as in paths.</summary>
    IRequestBuilder WithBody(string body);

    IRequestBuilder WithBody(IMatcher matcher);

    IRequestBuilder WithBody(Func<string?, bool> predicate);

    IRequestBuilder WithBodyAsJson(object body);
}
