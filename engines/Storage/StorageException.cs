namespace Platform.Engines.Storage;

/// <summary>Data on disk cannot be used. The message names the file or directory, what was tried and the remedy.</summary>
public sealed class StorageException(string message, Exception? inner = null) : IOException(message, inner);
