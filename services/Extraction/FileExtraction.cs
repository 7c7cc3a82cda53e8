using Platform.Extraction.Intake;
using Platform.Extraction.Music;
using Platform.Extraction.Pdf;
using Platform.Extraction.Png;
using Platform.Extraction.Text;

namespace Platform.Extraction;

public static class FileExtraction
{
    private const string Defect = "this reader fails";

    /// <summary>
    /// Reads the content once, to its end. A file that cannot be read is refused in the result; what is thrown comes from the stream itself,
    /// from the temporary folder, or is a cancellation, and may be tried again.
    /// </summary>
    public static async Task<ExtractionResult> RunAsync(
        Stream content,
        ExtractionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        using var intake = await FileIntake.ReadAsync(content, request.Kind is "file", cancellationToken).ConfigureAwait(false);
        var result = new ExtractionResult
        {
            Sha256 = intake.Sha256,
            Size = intake.Size,
            DetectedType = intake.Type.MediaType,
        };
        try
        {
            // Seconds of computing for a large file: not on the thread of whoever calls.
            var extracted = await Task.Run(() => Extract(intake, request, cancellationToken), cancellationToken).ConfigureAwait(false);
            return result with { Artifacts = extracted.Artifacts, Properties = extracted.Properties };
        }
        catch (RefusedException refused)
        {
            return result with { Refusal = refused.Refusal };
        }
        // A defect of a reader: the file would bring it about at every attempt. The detail names it, and the fuzzers look for it.
        catch (Exception defect)
            when (defect
                    is IndexOutOfRangeException
                        or ArgumentException
                        or ArithmeticException
                        or InvalidCastException
                        or NullReferenceException
            )
        {
            var place = defect.TargetSite is { } method ? $"{method.DeclaringType?.Name}.{method.Name}" : "";
            var detail = $"{intake.Type.MediaType}: {Defect} at it, with {defect.GetType().Name} in {place}";
            return result with { Refusal = new(RefusalCodes.Damaged, detail) };
        }
    }

    private static Extracted Extract(FileIntake intake, ExtractionRequest request, CancellationToken cancellationToken)
    {
        switch (request.Kind)
        {
            case "sheetmusic":
                return SheetMusic.Answer(request.Options);
            case "file":
                break;
            default:
                throw new RefusedException(RefusalCodes.UnsupportedKind, $"{request.Kind}: only file and sheetmusic are known");
        }

        return intake.Type.Reader switch
        {
            FileReader.Pdf => PdfText.Extract(intake.Content, cancellationToken),
            FileReader.Png => Thumbnail.Extract(intake.Content, cancellationToken),
            FileReader.Text => PlainText.Extract(intake.Content, cancellationToken),
            _ => throw new RefusedException(RefusalCodes.UnsupportedType, $"{intake.Type.MediaType}: {intake.Type.Why}"),
        };
    }
}
