namespace Files.Uploads;

/// <summary>The store did not take a file; there is nothing wrong with the file.</summary>
internal sealed class StoreFailedException(string target, Exception inner)
    : Exception($"The store '{target}' did not take the file: {inner.Message}", inner);
