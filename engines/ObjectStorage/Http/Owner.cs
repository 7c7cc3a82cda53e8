namespace Platform.Engines.ObjectStorage.Http;

/// <summary>The one user there is, as answers name it.</summary>
internal static class Owner
{
    public const string Account = "000000000000";

    // S3's canonical ids have 64 hexadecimal digits, and some clients check that.
    public const string Id = "0000000000000000000000000000000000000000000000000000000000000001";
    public const string Name = "platform";

    public static XmlAnswer WithOwner(this XmlAnswer answer, string element = "Owner") =>
        answer.Open(element).Element("ID", Id).Element("DisplayName", Name).Close();
}
