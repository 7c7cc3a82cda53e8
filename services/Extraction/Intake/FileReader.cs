namespace Platform.Extraction.Intake;

internal enum FileReader
{
    None,
    Pdf,
    Png,
    Text,
}
