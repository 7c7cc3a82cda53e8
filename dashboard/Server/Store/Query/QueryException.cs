namespace Platform.Dashboard.Store;

/// <summary>A search that is not well-formed; the message says what was expected, and where.</summary>
/// <param name="position">The character that it went wrong at, from 0.</param>
public sealed class QueryException(string message, int position) : Exception($"{message} (at character {position + 1})")
{
    public int Position => position;
}
