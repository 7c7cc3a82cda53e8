namespace Platform.ServiceDefaults.Authentication;

/// <summary>The authority's keys cannot be had, so that a token can be neither trusted nor refused.</summary>
public sealed class AuthorityUnavailableException(Uri authority, Exception cause)
    : Exception($"The signing keys of {authority} cannot be fetched: {cause.Message}", cause);
