using System.Text;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Tests.Http;

public sealed class XmlTests
{
    [Fact]
    public void What_has_a_meaning_in_XML_is_escaped() =>
        Encoding
            .UTF8.GetString(
                new XmlAnswer("A", withNamespace: false).Open("B").Element("Key", "<&>\"\u0001ü").Element("None", null).ToBytes()
            )
            .ShouldBe("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<A><B><Key>&lt;&amp;&gt;&quot;&#x1;ü</Key></B></A>");

    [Theory]
    [InlineData("<Delete><Object><Key>k</Key></Object></Delete>")]
    [InlineData("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>k</Key></Object></Delete>")]
    [InlineData("<?xml version=\"1.0\"?><x:Delete xmlns:x=\"urn:y\"><x:Object><x:Key>k</x:Key></x:Object></x:Delete>")]
    public void A_namespace_makes_no_difference(string xml) =>
        XmlBody.Parse(Encoding.UTF8.GetBytes(xml), "Delete").Children("Object").Single().Text("Key").ShouldBe("k");

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<Other/>")]
    [InlineData("<Delete>")]
    [InlineData("<!DOCTYPE Delete [<!ENTITY a \"aaaa\">]><Delete>&a;</Delete>")]
    public void Anything_else_is_malformed(string xml) =>
        Should.Throw<S3Exception>(() => XmlBody.Parse(Encoding.UTF8.GetBytes(xml), "Delete")).Code.ShouldBe("MalformedXML");
}
