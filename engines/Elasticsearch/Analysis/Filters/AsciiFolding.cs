using System.Collections.Frozen;

namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>What a character becomes in ASCII: the choices of Lucene's ASCIIFoldingFilter, so that the same terms come of it.</summary>
internal static class AsciiFolding
{
    public const int LongestFold = 4;

    /// <summary>An ASCII text, a space, the characters that become it; two spaces or a line's end before the next.</summary>
    private const string Table = """
        ! ！
        " «»“”„″‶❝❞❮❯＂
        # ＃
        $ ＄
        % ⁒％
        & ＆
        ' ‘’‚‛′‵‹›❛❜＇
        ( ⁽₍❨❪（
        ) ⁾₎❩❫）
        * ⁎＊
        + ⁺₊＋
        , ，
        - ‐‑‒–—⁻₋－
        . ．
        / ⁄／
        0 ⁰₀⓪⓿０
        1 ¹₁①⓵❶➀➊１
        2 ²₂②⓶❷➁➋２
        3 ³₃③⓷❸➂➌３
        4 ⁴₄④⓸❹➃➍４
        5 ⁵₅⑤⓹❺➄➎５
        6 ⁶₆⑥⓺❻➅➏６
        7 ⁷₇⑦⓻❼➆➐７
        8 ⁸₈⑧⓼❽➇➑８
        9 ⁹₉⑨⓽❾➈➒９
        : ：
        ; ⁏；
        < ❬❰＜
        = ⁼₌＝
        > ❭❱＞
        ? ？
        @ ＠
        A ÀÁÂÃÄÅĀĂĄƏǍǞǠǺȀȂȦȺᴀḀẠẢẤẦẨẪẬẮẰẲẴẶⒶＡ
        B ƁƂɃʙᴃḂḄḆⒷＢ
        C ÇĆĈĊČƇȻʗᴄḈⒸＣ
        D ÐĎĐƉƊƋᴅᴆḊḌḎḐḒⒹꝹＤ
        E ÈÉÊËĒĔĖĘĚƎƐȄȆȨɆᴇḔḖḘḚḜẸẺẼẾỀỂỄỆⒺⱻＥ
        F ƑḞⒻꜰꝻꟻＦ
        G ĜĞĠĢƓǤǥǦǧǴɢʛḠⒼꝽꝾＧ
        H ĤĦȞʜḢḤḦḨḪⒽⱧⱵＨ
        I ÌÍÎÏĨĪĬĮİƖƗǏȈȊɪᵻḬḮỈỊⒾꟾＩ
        J ĴɈᴊⒿＪ
        K ĶƘǨᴋḰḲḴⓀⱩꝀꝂꝄＫ
        L ĹĻĽĿŁȽʟᴌḶḸḺḼⓁⱠⱢꝆꝈꞀＬ
        M ƜᴍḾṀṂⓂⱮꟽꟿＭ
        N ÑŃŅŇŊƝǸȠɴᴎṄṆṈṊⓃＮ
        O ÒÓÔÕÖØŌŎŐƆƟƠǑǪǬǾȌȎȪȬȮȰᴏᴐṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢⓄꝊꝌＯ
        P ƤᴘṔṖⓅⱣꝐꝒꝔＰ
        Q ɊⓆꝖꝘＱ
        R ŔŖŘȐȒɌʀʁᴙᴚṘṚṜṞⓇⱤꝚꞂＲ
        S ŚŜŞŠȘṠṢṤṦṨⓈꜱꞅＳ
        T ŢŤŦƬƮȚȾᴛṪṬṮṰⓉꞆＴ
        U ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖɄᴜᵾṲṴṶṸṺỤỦỨỪỬỮỰⓊＵ
        V ƲɅᴠṼṾỼⓋꝞꝨＶ
        W ŴǷᴡẀẂẄẆẈⓌⱲＷ
        X ẊẌⓍＸ
        Y ÝŶŸƳȲɎʏẎỲỴỶỸỾⓎＹ
        Z ŹŻŽƵȜȤᴢẐẒẔⓏⱫꝢＺ
        [ ⁅❲［
        \ ＼
        ] ⁆❳］
        ^ ‸＾
        _ ＿
        a àáâãäåāăąǎǟǡǻȁȃȧɐəɚᶏᶕḁẚạảấầẩẫậắằẳẵặₐₔⓐⱥⱯａ
        b ƀƃɓᵬᶀḃḅḇⓑｂ
        c çćĉċčƈȼɕḉↄⓒꜾꜿｃ
        d ðďđƌȡɖɗᵭᶁᶑḋḍḏḑḓⓓꝺｄ
        e èéêëēĕėęěǝȅȇȩɇɘɛɜɝɞʚᴈᶒᶓᶔḕḗḙḛḝẹẻẽếềểễệₑⓔⱸｅ
        f ƒᵮᶂḟẛⓕꝼｆ
        g ĝğġģǵɠɡᵷᵹᶃḡⓖꝿｇ
        h ĥħȟɥɦʮʯḣḥḧḩḫẖⓗⱨⱶｈ
        i ìíîïĩīĭįıǐȉȋɨᴉᵢᵼᶖḭḯỉịⁱⓘｉ
        j ĵǰȷɉɟʄʝⓙⱼｊ
        k ķƙǩʞᶄḱḳḵⓚⱪꝁꝃꝅｋ
        l ĺļľŀłƚȴɫɬɭᶅḷḹḻḽⓛⱡꝇꝉꞁｌ
        m ɯɰɱᵯᶆḿṁṃⓜｍ
        n ñńņňŉŋƞǹȵɲɳᵰᶇṅṇṉṋⁿⓝｎ
        o òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱɔɵᴖᴗᶗṍṏṑṓọỏốồổỗộớờởỡợₒⓞⱺꝋꝍｏ
        p ƥᵱᵽᶈṕṗⓟꝑꝓꝕꟼｐ
        q ĸɋʠⓠꝗꝙｑ
        r ŕŗřȑȓɍɼɽɾɿᵣᵲᵳᶉṙṛṝṟⓡꝛꞃｒ
        s śŝşšſșȿʂᵴᶊṡṣṥṧṩẜẝⓢꞄｓ
        t ţťŧƫƭțȶʇʈᵵṫṭṯṱẗⓣⱦｔ
        u ùúûüũūŭůűųưǔǖǘǚǜȕȗʉᵤᶙṳṵṷṹṻụủứừửữựⓤｕ
        v ʋʌᵥᶌṽṿⓥⱱⱴꝟｖ
        w ŵƿʍẁẃẅẇẉẘⓦⱳｗ
        x ᶍẋẍₓⓧｘ
        y ýÿŷƴȳɏʎẏẙỳỵỷỹỿⓨｙ
        z źżžƶȝȥɀʐʑᵶᶎẑẓẕⓩⱬꝣｚ
        { ❴｛
        } ❵｝
        ~ ⁓～  !! ‼  !? ⁉  (( ⸨  )) ⸩  1. ⒈  10 ⑩⓾❿➉➓  11 ⑪⓫  12 ⑫⓬  13 ⑬⓭  14 ⑭⓮  15 ⑮⓯  16 ⑯⓰  17 ⑰⓱  18 ⑱⓲  19 ⑲⓳  2. ⒉  20 ⑳⓴
        3. ⒊  4. ⒋  5. ⒌  6. ⒍  7. ⒎  8. ⒏  9. ⒐  ?! ⁈  ?? ⁇  AA Ꜳ  AE ÆǢǼᴁ  AO Ꜵ  AU Ꜷ  AV ꜸꜺ  AY Ꜽ  DZ ǄǱ  Dz ǅǲ  HV Ƕ  IJ Ĳ
        LJ Ǉ  LL Ỻ  Lj ǈ  NJ Ǌ  Nj ǋ  OE Œɶ  OO Ꝏ  OU Ȣᴕ  SS ẞ  TH ÞꝦ  TZ Ꜩ  VY Ꝡ  aa ꜳ  ae æǣǽᴂ  ao ꜵ  au ꜷ  av ꜹꜻ  ay ꜽ  db ȸ
        dz ǆǳʣʥ  ff ﬀ  fi ﬁ  fl ﬂ  hv ƕ  ij ĳ  lj ǉ  ll ỻ  ls ʪ  lz ʫ  nj ǌ  oe œᴔ  oo ꝏ  ou ȣ  qp ȹ  ss ß  st ﬆ  tc ʨ  th þᵺꝧ
        ts ʦ  tz ꜩ  ue ᵫ  vy ꝡ  (1) ⑴  (2) ⑵  (3) ⑶  (4) ⑷  (5) ⑸  (6) ⑹  (7) ⑺  (8) ⑻  (9) ⑼  (a) ⒜  (b) ⒝  (c) ⒞  (d) ⒟  (e) ⒠
        (f) ⒡  (g) ⒢  (h) ⒣  (i) ⒤  (j) ⒥  (k) ⒦  (l) ⒧  (m) ⒨  (n) ⒩  (o) ⒪  (p) ⒫  (q) ⒬  (r) ⒭  (s) ⒮  (t) ⒯  (u) ⒰  (v) ⒱
        (w) ⒲  (x) ⒳  (y) ⒴  (z) ⒵  10. ⒑  11. ⒒  12. ⒓  13. ⒔  14. ⒕  15. ⒖  16. ⒗  17. ⒘  18. ⒙  19. ⒚  20. ⒛  ffi ﬃ  ffl ﬄ
        (10) ⑽  (11) ⑾  (12) ⑿  (13) ⒀  (14) ⒁  (15) ⒂  (16) ⒃  (17) ⒄  (18) ⒅  (19) ⒆  (20) ⒇
        """;

    private static readonly FrozenDictionary<char, string> Folds = Table
        .Split(["  ", "\n"], StringSplitOptions.RemoveEmptyEntries)
        .Select(static entry => entry.Split(' ', 2))
        .SelectMany(static entry => entry[1].TrimEnd('\r').Select(c => KeyValuePair.Create(c, entry[0])))
        .ToFrozenDictionary();

    /// <param name="target"><see cref="LongestFold"/> times as long as <paramref name="term"/>.</param>
    /// <returns>The length written.</returns>
    public static int Fold(ReadOnlySpan<char> term, Span<char> target)
    {
        var length = 0;
        foreach (var c in term)
        {
            if (c >= 0x80 && Folds.TryGetValue(c, out var fold))
            {
                fold.CopyTo(target[length..]);
                length += fold.Length;
            }
            else
            {
                target[length++] = c;
            }
        }

        return length;
    }
}
