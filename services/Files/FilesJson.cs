using System.Text.Json;
using System.Text.Json.Serialization;
using Files.Apis;
using Microsoft.AspNetCore.Mvc;

namespace Files;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DownloadUrl))]
[JsonSerializable(typeof(FileDetails))]
[JsonSerializable(typeof(FileStatus))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(JobOutcome))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(PaginatedItems<FileDetails>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(Uploaded))]
[JsonSerializable(typeof(UploadedFiles))]
[JsonSerializable(typeof(UploadedSheetMusic))]
internal sealed partial class FilesJson : JsonSerializerContext;
