using System.Globalization;
using System.Text;

namespace Platform.Extraction.Pdf;

/// <summary>Characters by the names that fonts give their glyphs: those of western and Greek letters and signs, and names made of code points.</summary>
internal static class GlyphNames
{
    // In the order of their code points.
    private const string Ascii =
        "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma"
        + " hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater"
        + " question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum"
        + " underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde";

    private const string Latin1 =
        "exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot"
        + " softhyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered"
        + " cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute"
        + " Acircumflex Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex"
        + " Idieresis Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex"
        + " Udieresis Yacute Thorn germandbls agrave aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute"
        + " ecircumflex edieresis igrave iacute icircumflex idieresis eth ntilde ograve oacute ocircumflex otilde"
        + " odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis";

    private const string LatinExtended =
        "Amacron amacron Abreve abreve Aogonek aogonek Cacute cacute Ccircumflex ccircumflex Cdotaccent cdotaccent"
        + " Ccaron ccaron Dcaron dcaron Dcroat dcroat Emacron emacron Ebreve ebreve Edotaccent edotaccent Eogonek eogonek"
        + " Ecaron ecaron Gcircumflex gcircumflex Gbreve gbreve Gdotaccent gdotaccent Gcommaaccent gcommaaccent"
        + " Hcircumflex hcircumflex Hbar hbar Itilde itilde Imacron imacron Ibreve ibreve Iogonek iogonek Idotaccent"
        + " dotlessi IJ ij Jcircumflex jcircumflex Kcommaaccent kcommaaccent kgreenlandic Lacute lacute Lcommaaccent"
        + " lcommaaccent Lcaron lcaron Ldot ldot Lslash lslash Nacute nacute Ncommaaccent ncommaaccent Ncaron ncaron"
        + " napostrophe Eng eng Omacron omacron Obreve obreve Ohungarumlaut ohungarumlaut OE oe Racute racute Rcommaaccent"
        + " rcommaaccent Rcaron rcaron Sacute sacute Scircumflex scircumflex Scedilla scedilla Scaron scaron Tcommaaccent"
        + " tcommaaccent Tcaron tcaron Tbar tbar Utilde utilde Umacron umacron Ubreve ubreve Uring uring Uhungarumlaut"
        + " uhungarumlaut Uogonek uogonek Wcircumflex wcircumflex Ycircumflex ycircumflex Ydieresis Zacute zacute"
        + " Zdotaccent zdotaccent Zcaron zcaron longs";

    private const string GreekCapitals =
        "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi"
        + " Chi Psi Omega";

    private const string GreekSmall =
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma1 sigma tau"
        + " upsilon phi chi psi omega";

    private const string Others =
        "nbspace=\u00a0 nonbreakingspace=\u00a0 sfthyphen=\u00ad minus=− endash=– emdash=— quoteleft=‘ quoteright=’"
        + " quotesinglbase=‚ quotedblleft=“ quotedblright=” quotedblbase=„ dagger=† daggerdbl=‡ bullet=• ellipsis=…"
        + " perthousand=‰ guilsinglleft=‹ guilsinglright=› fraction=⁄ Euro=€ trademark=™ florin=ƒ circumflex=ˆ caron=ˇ"
        + " breve=˘ dotaccent=˙ ring=˚ ogonek=˛ tilde=˜ hungarumlaut=˝ ff=ﬀ fi=ﬁ fl=ﬂ ffi=ﬃ ffl=ﬄ dotlessj=ȷ middot=·"
        + " overscore=¯ mu1=µ theta1=ϑ phi1=ϕ omega1=ϖ partialdiff=∂ summation=∑ product=∏ radical=√ infinity=∞ integral=∫"
        + " approxequal=≈ notequal=≠ lessequal=≤ greaterequal=≥ lozenge=◊ arrowleft=← arrowup=↑ arrowright=→ arrowdown=↓"
        + " arrowboth=↔ similar=∼ element=∈ universal=∀ existential=∃ emptyset=∅ gradient=∇ logicaland=∧ logicalor=∨"
        + " union=∪ intersection=∩ equivalence=≡ proportional=∝ angle=∠ therefore=∴ congruent=≅ asteriskmath=∗ dotmath=⋅"
        + " minute=′ second=″ filledbox=■ H22073=□ triagup=▲ triagdn=▼ spade=♠ club=♣ heart=♥ diamond=♦ estimated=℮"
        + " Tcedilla=Ţ tcedilla=ţ Scommaaccent=Ș scommaaccent=ș won=₩ Dslash=Đ Gcedilla=Ģ Kcedilla=Ķ Lcedilla=Ļ Ncedilla=Ņ"
        + " Rcedilla=Ŗ";

    private static readonly Dictionary<string, char> Names = MakeNames();

    /// <returns>Null if the name says nothing: "g12", "c_1" …</returns>
    public static string? ToText(string name)
    {
        // "a.alt" is an a; "f_i" is two letters.
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var parts = (dot > 0 ? name[..dot] : name).Split('_');
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (Part(part) is not { } known)
            {
                return null;
            }

            text.Append(known);
        }

        return text.ToString();
    }

    private static string? Part(string part)
    {
        if (Names.TryGetValue(part, out var one))
        {
            return one.ToString();
        }

        if (part.StartsWith("uni", StringComparison.Ordinal) && part.Length >= 7 && (part.Length - 3) % 4 is 0)
        {
            return Units(part.AsSpan(3));
        }

        return
            part.Length is >= 5 and <= 7
            && part[0] is 'u'
            && int.TryParse(part.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : null;
    }

    private static string? Units(ReadOnlySpan<char> digits)
    {
        var text = new StringBuilder();
        for (; digits.Length > 0; digits = digits[4..])
        {
            if (!ushort.TryParse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                return null;
            }

            text.Append((char)unit);
        }

        return text.ToString();
    }

    private static Dictionary<string, char> MakeNames()
    {
        var names = new Dictionary<string, char>();
        Add(Ascii, ' ');
        Add(Latin1, '\u00a1');
        Add(LatinExtended, '\u0100');
        Add(GreekCapitals, '\u0391');
        Add(GreekSmall, '\u03b1');
        foreach (var pair in Others.Split(' '))
        {
            names[pair[..^2]] = pair[^1];
        }

        return names;

        void Add(string list, char first)
        {
            foreach (var name in list.Split(' '))
            {
                names[name] = first++;
            }
        }
    }
}
