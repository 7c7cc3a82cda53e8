using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Tests.Store;

public sealed class SecretIdTests
{
    [Fact]
    public void An_upload_id_that_began_with_a_dash_was_an_option_to_the_AWS_CLI()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => SecretId.New()).ToList();

        ids.ShouldAllBe(id => id.Length == 32 && id.All(char.IsAsciiLetterOrDigit));
        ids.ShouldBeUnique();
    }
}
