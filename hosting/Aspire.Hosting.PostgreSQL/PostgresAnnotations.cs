using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>The SQL that creates a database.</summary>
internal sealed record PostgresCreationScriptAnnotation(string Script) : IResourceAnnotation;

/// <summary>A file, or a directory of files, run on fresh data.</summary>
internal sealed record PostgresInitFilesAnnotation(string Path) : IResourceAnnotation;
