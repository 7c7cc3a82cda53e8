import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.cjk.*;
import org.apache.lucene.analysis.core.*;
import org.apache.lucene.analysis.en.*;
import org.apache.lucene.analysis.miscellaneous.*;
import org.apache.lucene.analysis.ngram.*;
import org.apache.lucene.analysis.standard.*;
import org.apache.lucene.analysis.synonym.*;
import org.apache.lucene.analysis.tokenattributes.*;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.highlight.*;
import org.apache.lucene.search.similarity.LegacyBM25Similarity;
import org.apache.lucene.search.spell.*;
import org.apache.lucene.store.*;
import org.apache.lucene.util.*;

/**
 * What Lucene 8 makes of our texts, documents and queries: the goldens of the tests beside this file.
 * scripts/lucene-goldens.sh runs it. GeneratedDocuments.cs and QueryText.cs are the other side of documents() and parse().
 */
public class LuceneOracle {
    static Path folder;

    public static void main(String[] arguments) throws Exception {
        folder = Paths.get(arguments[0]);
        analysis();
        ranking();
    }

    // ---- analysis ----

    static Map<String, Analyzer> analyzers() throws Exception {
        Map<String, Analyzer> all = new LinkedHashMap<>();
        all.put("standard", new StandardAnalyzer());
        all.put("english", new EnglishAnalyzer());
        all.put("cjk", new CJKAnalyzer());
        all.put("simple", new SimpleAnalyzer());
        all.put("whitespace", new WhitespaceAnalyzer());
        all.put("stop", new StopAnalyzer(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET));
        all.put("short", chain(() -> { StandardTokenizer t = new StandardTokenizer(); t.setMaxTokenLength(5); return t; }, t -> t));
        all.put("grams", chain(() -> new NGramTokenizer(1, 2), t -> t));
        all.put("edges", chain(() -> new EdgeNGramTokenizer(2, 5) {
            @Override protected boolean isTokenChar(int c) { return Character.isLetter(c) || Character.isDigit(c); }
        }, t -> t));
        all.put("letter_grams", chain(() -> new NGramTokenizer(2, 3) {
            @Override protected boolean isTokenChar(int c) { return Character.isLetter(c); }
        }, t -> t));
        all.put("autocomplete", chain(StandardTokenizer::new,
            t -> new EdgeNGramTokenFilter(new org.apache.lucene.analysis.core.LowerCaseFilter(t), 2, 4, true)));
        all.put("gram_filter", chain(WhitespaceTokenizer::new, t -> new NGramTokenFilter(t, 2, 3, false)));
        all.put("folded", chain(StandardTokenizer::new,
            t -> new ASCIIFoldingFilter(new org.apache.lucene.analysis.core.LowerCaseFilter(t), true)));
        all.put("unigrams", chain(StandardTokenizer::new,
            t -> new CJKBigramFilter(new CJKWidthFilter(t), CJKBigramFilter.HAN | CJKBigramFilter.HANGUL, true)));
        all.put("stems", chain(LetterTokenizer::new, t -> new PorterStemFilter(new org.apache.lucene.analysis.core.LowerCaseFilter(t))));
        all.put("cut", chain(WhitespaceTokenizer::new, t -> new LengthFilter(new TruncateTokenFilter(t, 4), 2, 3)));
        all.put("synonyms", chain(StandardTokenizer::new, t -> {
            try {
                return new SynonymFilter(new org.apache.lucene.analysis.core.LowerCaseFilter(t), synonyms(), true);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
        return all;
    }

    static SynonymMap synonyms() throws Exception {
        Analyzer lower = chain(StandardTokenizer::new, org.apache.lucene.analysis.core.LowerCaseFilter::new);
        SolrSynonymParser parser = new SolrSynonymParser(true, true, lower);
        parser.parse(new StringReader("노트북, 랩탑, Laptop\nquick, fast\nlazy => idle, slow\n무선 => wireless\n"));
        return parser.build();
    }

    interface Filters { TokenStream of(TokenStream tokens); }

    interface Source { Tokenizer get(); }

    static Analyzer chain(Source source, Filters filters) {
        return new Analyzer() {
            @Override protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokenizer = source.get();
                return new TokenStreamComponents(tokenizer, filters.of(tokenizer));
            }
        };
    }

    static void analysis() throws Exception {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("texts.txt"))) {
            texts.add(unescape(line));
        }

        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve("analysis.jsonl")))) {
            for (Map.Entry<String, Analyzer> analyzer : analyzers().entrySet()) {
                boolean everyText = List.of("standard", "english", "cjk").contains(analyzer.getKey());
                for (int i = 0; i < texts.size(); i++) {
                    if (everyText || i % 5 == 0 || i >= texts.size() / 3 && i % 3 == 0) {
                        out.print("{\"analyzer\":\"" + analyzer.getKey() + "\",\"text\":" + i + ",\"tokens\":[");
                        out.print(tokens(analyzer.getValue(), texts.get(i)));
                        out.println("]}");
                    }
                }
            }
        }
    }

    /** Each token: term, position increment, start, length, and the type where it is not the usual one. */
    static String tokens(Analyzer analyzer, String text) throws Exception {
        StringBuilder out = new StringBuilder();
        try (TokenStream stream = analyzer.tokenStream("f", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            TypeAttribute type = stream.addAttribute(TypeAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                out.append(out.length() == 0 ? "" : ",").append('[').append(json(term.toString()));
                out.append(',').append(increment.getPositionIncrement()).append(',').append(offset.startOffset());
                out.append(',').append(offset.endOffset() - offset.startOffset());
                if (!type.type().equals("<ALPHANUM>") && !type.type().equals("word")) {
                    out.append(",\"").append(type.type()).append('"');
                }
                out.append(']');
            }
            stream.end();
        }
        return out.toString();
    }

    static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (text.charAt(i + 1) == 'u') {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                out.append("\n\t\r\f".charAt("ntrf".indexOf(text.charAt(++i))));
            }
        }
        return out.toString();
    }

    static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c >= 0x7F && c < 0xAC00 && !Character.isLetter(c) || c >= 0xD7B0) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    // ---- ranking ----

    static final String[] FIELDS = { "title", "body", "note", "typed" };
    static final int DOCUMENTS = 3000;

    /** Knuth's multiplier: the same numbers in Java and in C#. */
    static final class Dice {
        private long state;

        Dice(long seed) {
            state = seed;
        }

        int next(int bound) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (int) ((state >>> 33) % bound);
        }
    }

    /** Words by Zipf's law: the n-th is 1 / (n + 5) as frequent. */
    static final class Vocabulary {
        private final List<String> words = new ArrayList<>();
        private final List<Integer> sums = new ArrayList<>();
        private int sum;

        void add(String word) {
            sum += 1000000 / (words.size() + 5);
            words.add(word);
            sums.add(sum);
        }

        String pick(Dice dice) {
            int at = Collections.binarySearch(sums, dice.next(sum) + 1);
            return words.get(at < 0 ? ~at : at);
        }
    }

    static List<String[]> documents() throws IOException {
        Vocabulary korean = new Vocabulary();
        Vocabulary english = new Vocabulary();
        Vocabulary current = null;
        for (String line : Files.readAllLines(folder.resolve("vocabulary.txt"))) {
            if (line.startsWith("#")) {
                current = line.equals("# ko") ? korean : english;
            } else {
                for (String word : line.split(" ")) {
                    current.add(word);
                }
            }
        }

        Dice dice = new Dice(20240501);
        List<String[]> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            int language = dice.next(3);
            String title = text(dice, language, 2 + dice.next(5), korean, english);
            String body = text(dice, language, 8 + dice.next(40) + (dice.next(20) == 0 ? 150 : 0), korean, english);
            String note = text(dice, language, 3 + dice.next(12), korean, english);
            documents.add(new String[] { title, body, note, title });
        }
        return documents;
    }

    static String text(Dice dice, int language, int words, Vocabulary korean, Vocabulary english) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            boolean isKorean = language == 0 || language == 2 && dice.next(2) == 0;
            text.append(i == 0 ? "" : " ").append((isKorean ? korean : english).pick(dice));
        }
        return text.toString();
    }

    static void ranking() throws Exception {
        Analyzer[] analyzers = { new StandardAnalyzer(), new CJKAnalyzer(), new EnglishAnalyzer(), analyzers().get("autocomplete") };
        Map<String, Analyzer> byField = new HashMap<>();
        for (int f = 0; f < FIELDS.length; f++) {
            byField.put(FIELDS[f], analyzers[f]);
        }
        Directory directory = new ByteBuffersDirectory();
        IndexWriterConfig config = new IndexWriterConfig(new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), byField));
        config.setSimilarity(new LegacyBM25Similarity());
        List<String[]> documents = documents();
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (String[] document : documents) {
                Document lucene = new Document();
                lucene.add(new StringField("id", String.valueOf(documents.indexOf(document)), Field.Store.NO));
                for (int f = 0; f < FIELDS.length; f++) {
                    lucene.add(new TextField(FIELDS[f], document[f], Field.Store.NO));
                }
                writer.addDocument(lucene);
            }
            writer.forceMerge(1);
        }

        List<String> queries = queries(documents, analyzers);
        try (IndexReader reader = DirectoryReader.open(directory)) {
            all = reader;
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(new LegacyBM25Similarity());
            highlight(searcher, queries, documents, byField);
            suggest(reader);
            rank(searcher, queries, "ranking.jsonl");
        }

        // Deleted documents are found no more, yet they count in what a term is worth until they are merged away.
        IndexWriterConfig keeping = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, keeping)) {
            for (int i = 7; i < DOCUMENTS; i += 20) {
                writer.deleteDocuments(new Term("id", String.valueOf(i)));
            }
        }
        try (IndexReader reader = DirectoryReader.open(directory)) {
            all = reader;
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(new LegacyBM25Similarity());
            List<String> some = new ArrayList<>();
            for (int i = 0; i < queries.size(); i += 10) {
                some.add(queries.get(i));
            }
            rank(searcher, some, "ranking-deleted.jsonl");
        }
    }

    /** Where the beginnings of words are looked up. */
    static IndexReader all;

    static void rank(IndexSearcher searcher, List<String> queries, String file) throws Exception {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve(file)))) {
            for (String query : queries) {
                boolean fuzzy = query.contains("(fuzzy");
                TopDocs top = searcher.search(parse(query), DOCUMENTS);
                out.print("{\"query\":" + json(query) + ",\"total\":" + top.totalHits.value);
                int shown = fuzzy ? top.scoreDocs.length : Math.min(50, top.scoreDocs.length);
                out.print(fuzzy ? ",\"set\":[" : ",\"hits\":[");
                for (int i = 0; i < shown; i++) {
                    out.print((i == 0 ? "" : ",") + top.scoreDocs[i].doc + (fuzzy ? "" : "," + top.scoreDocs[i].score));
                }
                out.println("]}");
            }
        }
    }

    static List<String> queries(List<String[]> documents, Analyzer[] analyzers) throws Exception {
        Dice dice = new Dice(77);
        Set<String> queries = new LinkedHashSet<>();
        while (queries.size() < 330) {
            int f = dice.next(3);
            String field = FIELDS[f];
            List<String[]> tokens = positions(analyzers[f], documents.get(dice.next(DOCUMENTS))[f]);
            if (tokens.size() < 5) {
                continue;
            }
            int at = dice.next(tokens.size() - 4);
            String a = tokens.get(at)[0], b = tokens.get(at + 1)[0], c = tokens.get(at + 2)[0], d = tokens.get(dice.next(tokens.size()))[0];
            String term = "(term " + field + " " + a + ")";
            String boost = String.valueOf(1 + dice.next(40) / 10f);
            String query;
            switch (dice.next(20)) {
                case 0: case 1:
                    query = term;
                    break;
                case 2: case 3: case 4:
                    query = "(or 1 " + term + " (term " + field + " " + b + ") (term " + field + " " + d + "))";
                    break;
                case 5:
                    query = "(or 2 " + term + " (term " + field + " " + b + ") (term " + field + " " + c + ") (term " + field + " " + d + "))";
                    break;
                case 6: case 7:
                    query = "(and " + term + " (term " + field + " " + d + "))";
                    break;
                case 8: case 9:
                    query = phrase(field, 0, tokens.subList(at, at + 2 + dice.next(2)));
                    break;
                case 10: case 11:
                    query = phrase(field, 1 + dice.next(3), List.of(tokens.get(at), new String[] { c, String.valueOf(Integer.parseInt(tokens.get(at)[1]) + 1) }));
                    break;
                case 12:
                    query = phrase(field, 2 + dice.next(3), List.of(new String[] { b, "0" }, new String[] { a, "1" }));
                    break;
                case 13:
                    query = "(dismax 0.3 (boost " + boost + " (term title " + a + ")) (term body " + a + ") (term note " + a + "))";
                    break;
                case 14:
                    query = "(dismax 0 (or 1 (term title " + a + ") (term title " + d + ")) (boost " + boost + " (or 1 (term body " + a + ") (term body " + d + "))))";
                    break;
                case 15:
                    query = "(bool (must " + term + ") (should (boost " + boost + " (term " + field + " " + b + ")) (term title " + d + ")) (not (term body " + c + ")))";
                    break;
                case 16:
                    query = "(bool (filter " + term + ") (should " + phrase(field, 0, tokens.subList(at, at + 2)) + " (boost " + boost + " (term body " + d + "))))";
                    break;
                case 17:
                    query = "(bool (must (prefix " + field + " " + a.substring(0, 1) + ") (boost " + boost + " (term " + field + " " + b + "))))";
                    break;
                default:
                    String word = a.length() > d.length() ? a : d;
                    if (word.length() < 4) {
                        continue;
                    }
                    int cut = 1 + dice.next(word.length() - 2);
                    String misspelt = dice.next(2) == 0
                        ? word.substring(0, cut) + word.substring(cut + 1)
                        : word.substring(0, cut) + word.charAt(cut + 1) + word.charAt(cut) + word.substring(cut + 2);
                    query = "(fuzzy " + field + " " + misspelt + " " + (1 + dice.next(2)) + " " + dice.next(2) + ")";
                    break;
            }
            queries.add(query);
        }

        // Terms that share a position: they shorten no field, stand for each other, or fill a phrase's place together.
        while (queries.size() < 390) {
            int f = dice.next(3) == 0 ? 2 : 3;
            String field = FIELDS[f];
            List<String[]> tokens = positions(analyzers[f], documents.get(dice.next(DOCUMENTS))[f]);
            if (tokens.size() < 5) {
                continue;
            }
            int at = dice.next(tokens.size() - 4);
            String a = tokens.get(at)[0], b = tokens.get(at + 1)[0], c = tokens.get(at + 2)[0], d = tokens.get(at + 3)[0];
            switch (dice.next(5)) {
                case 0:
                    queries.add("(typed (or 1 (term " + field + " " + a + ") (term " + field + " " + d + ")))");
                    break;
                case 1:
                    queries.add("(synonym " + field + " " + a + " " + d + ")");
                    break;
                case 2:
                    queries.add("(typed (or 1 (synonym " + field + " " + a + " " + b + ") (boost 2.5 (term body " + c + "))))");
                    break;
                default:
                    queries.add("(typed " + phrase(field, dice.next(3), tokens.subList(at, at + 4)) + ")");
                    break;
            }
        }

        // The last word of a phrase half typed.
        while (queries.size() < 420) {
            int f = dice.next(3);
            List<String[]> tokens = positions(analyzers[f], documents.get(dice.next(DOCUMENTS))[f]);
            int length = 1 + dice.next(3);
            if (tokens.size() > length) {
                int at = dice.next(tokens.size() - length);
                String phrase = phrase(FIELDS[f], dice.next(2), tokens.subList(at, at + length + 1));
                String last = tokens.get(at + length)[0];
                int end = phrase.lastIndexOf(last + "@");
                queries.add("(typing " + phrase.substring("(phrase ".length(), end) + last.substring(0, (last.length() + 1) / 2) + phrase.substring(end + last.length()));
            }
        }
        return new ArrayList<>(queries);
    }

    static String phrase(String field, int slop, List<String[]> tokens) {
        int first = Integer.parseInt(tokens.get(0)[1]);
        StringBuilder out = new StringBuilder("(phrase " + field + " " + slop);
        for (String[] token : tokens) {
            out.append(' ').append(token[0]).append('@').append(Integer.parseInt(token[1]) - first);
        }
        return out.append(')').toString();
    }

    static List<String[]> positions(Analyzer analyzer, String text) throws Exception {
        List<String[]> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("f", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            for (int position = -1; stream.incrementToken(); ) {
                position += increment.getPositionIncrement();
                tokens.add(new String[] { term.toString(), String.valueOf(position) });
            }
            stream.end();
        }
        return tokens;
    }

    static Query parse(String text) {
        return query(new ArrayDeque<>(Arrays.asList(text.replace("(", " ( ").replace(")", " ) ").trim().split(" +"))));
    }

    static Query query(Deque<String> words) {
        words.remove();
        String kind = words.remove();
        Query query;
        switch (kind) {
            case "term":
                query = new TermQuery(new Term(words.remove(), words.remove()));
                break;
            case "prefix":
                query = new PrefixQuery(new Term(words.remove(), words.remove()));
                break;
            case "fuzzy": {
                Term term = new Term(words.remove(), words.remove());
                query = new FuzzyQuery(term, Integer.parseInt(words.remove()), Integer.parseInt(words.remove()), 50, true);
                break;
            }
            case "typed":
                query = query(words);
                break;
            case "synonym": {
                String field = words.remove();
                SynonymQuery.Builder synonym = new SynonymQuery.Builder(field);
                while (!words.peek().equals(")")) {
                    synonym.addTerm(new Term(field, words.remove()));
                }
                query = synonym.build();
                break;
            }
            case "typing":
            case "phrase": {
                // As a match_phrase query: several terms at one position make it a phrase of alternatives.
                String field = words.remove();
                int slop = Integer.parseInt(words.remove());
                TreeMap<Integer, List<Term>> places = new TreeMap<>();
                while (!words.peek().equals(")")) {
                    String[] term = words.remove().split("@");
                    places.computeIfAbsent(Integer.parseInt(term[1]), place -> new ArrayList<>()).add(new Term(field, term[0]));
                }
                if (kind.equals("typing")) {
                    places.put(places.lastKey(), beginningWith(places.get(places.lastKey()).get(0)));
                }
                PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
                MultiPhraseQuery.Builder alternatives = new MultiPhraseQuery.Builder().setSlop(slop);
                places.forEach((place, terms) -> {
                    phrase.add(terms.get(0), place);
                    alternatives.add(terms.toArray(new Term[0]), place);
                });
                boolean plain = kind.equals("phrase") && places.values().stream().allMatch(terms -> terms.size() == 1);
                query = plain ? phrase.build() : alternatives.build();
                break;
            }
            case "boost":
                float boost = Float.parseFloat(words.remove());
                query = new BoostQuery(query(words), boost);
                break;
            case "dismax": {
                float tieBreaker = Float.parseFloat(words.remove());
                query = new DisjunctionMaxQuery(queries(words), tieBreaker);
                break;
            }
            case "or": case "and": {
                BooleanQuery.Builder clauses = new BooleanQuery.Builder();
                if (kind.equals("or")) {
                    clauses.setMinimumNumberShouldMatch(Integer.parseInt(words.remove()));
                }
                for (Query clause : queries(words)) {
                    clauses.add(clause, kind.equals("or") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
                }
                query = clauses.build();
                break;
            }
            default: {
                BooleanQuery.Builder clauses = new BooleanQuery.Builder();
                while (!words.peek().equals(")")) {
                    words.remove();
                    String occur = words.remove();
                    for (Query clause : queries(words)) {
                        clauses.add(clause, occur.equals("not") ? BooleanClause.Occur.MUST_NOT : BooleanClause.Occur.valueOf(occur.toUpperCase(Locale.ROOT)));
                    }
                    words.remove();
                }
                query = clauses.build();
                break;
            }
        }
        words.remove();
        return query;
    }

    /** The first 50 terms, as match_phrase_prefix takes them. */
    static List<Term> beginningWith(Term prefix) {
        try {
            List<Term> found = new ArrayList<>();
            TermsEnum terms = MultiTerms.getTerms(all, prefix.field()).iterator();
            terms.seekCeil(prefix.bytes());
            for (BytesRef term = terms.term(); term != null && StringHelper.startsWith(term, prefix.bytes()) && found.size() < 50; term = terms.next()) {
                found.add(new Term(prefix.field(), BytesRef.deepCopyOf(term)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Query> queries(Deque<String> words) {
        List<Query> all = new ArrayList<>();
        while (words.peek().equals("(")) {
            all.add(query(words));
        }
        return all;
    }

    // ---- highlighting, as Elasticsearch's plain highlighter calls it ----

    static void highlight(IndexSearcher searcher, List<String> queries, List<String[]> documents, Map<String, Analyzer> analyzers) throws Exception {
        Dice dice = new Dice(5);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve("highlights.jsonl")))) {
            for (int i = 0; i < queries.size(); i += 2) {
                if (queries.get(i).contains("typed ") || queries.get(i).contains("(typing ")) {
                    continue;
                }
                Query query = parse(queries.get(i));
                int document = searcher.search(query, 3).scoreDocs[0].doc;
                int size = 20 + dice.next(5) * 20, count = dice.next(5);
                for (int f = 0; f < 3; f++) {
                    boolean anyField = dice.next(3) == 0;
                    QueryScorer scorer = new QueryScorer(query, anyField ? null : FIELDS[f]);
                    scorer.setExpandMultiTermQuery(true);
                    Highlighter highlighter = new Highlighter(new SimpleHTMLFormatter("<em>", "</em>"), new DefaultEncoder(), scorer);
                    highlighter.setMaxDocCharsToAnalyze(Integer.MAX_VALUE);
                    highlighter.setTextFragmenter(count == 0 ? new NullFragmenter() : new SimpleSpanFragmenter(scorer, size));
                    String text = documents.get(document)[f];
                    StringBuilder fragments = new StringBuilder();
                    for (TextFragment fragment : highlighter.getBestTextFragments(
                            analyzers.get(FIELDS[f]).tokenStream(FIELDS[f], text), text, false, Math.max(1, count))) {
                        if (fragment != null && fragment.getScore() > 0) {
                            fragments.append(fragments.length() == 0 ? "" : ",").append(json(fragment.toString()));
                        }
                    }
                    out.println("{\"query\":" + json(queries.get(i)) + ",\"document\":" + document + ",\"field\":" + f + ",\"any\":" + anyField
                        + ",\"size\":" + size + ",\"count\":" + count + ",\"fragments\":[" + fragments + "]}");
                }
            }
        }
    }

    // ---- suggestions, as Elasticsearch's term suggester calls for them ----

    static void suggest(IndexReader reader) throws Exception {
        Dice dice = new Dice(9);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve("suggestions.jsonl")))) {
            for (String field : new String[] { "title", "note" }) {
                List<String> words = new ArrayList<>();
                TermsEnum terms = MultiTerms.getTerms(reader, field).iterator();
                for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                    if (term.utf8ToString().length() >= 3) {
                        words.add(term.utf8ToString());
                    }
                }
                for (int i = 0; i < 60; i++) {
                    String word = words.get(dice.next(words.size()));
                    int cut = 1 + dice.next(word.length() - 2);
                    switch (dice.next(4)) {
                        case 0:
                            word = word.substring(0, cut) + word.substring(cut + 1);
                            break;
                        case 1:
                            word = word.substring(0, cut) + word.charAt(cut + 1) + word.charAt(cut) + word.substring(cut + 2);
                            break;
                        case 2:
                            word = word.substring(0, cut) + "e" + word.substring(cut);
                            break;
                    }
                    SuggestMode mode = SuggestMode.values()[dice.next(3)];
                    boolean byFrequency = dice.next(3) == 0;
                    int size = 1 + dice.next(6), edits = 1 + dice.next(2), prefix = dice.next(3), shortest = 2 + dice.next(3);
                    DirectSpellChecker checker = new DirectSpellChecker();
                    checker.setAccuracy(0.5f);
                    checker.setComparator(byFrequency ? new SuggestWordFrequencyComparator() : SuggestWordQueue.DEFAULT_COMPARATOR);
                    checker.setMaxEdits(edits);
                    checker.setMinPrefix(prefix);
                    checker.setMinQueryLength(shortest);
                    checker.setLowerCaseTerms(false);
                    StringBuilder options = new StringBuilder();
                    for (SuggestWord option : checker.suggestSimilar(new Term(field, word), size, reader, mode)) {
                        options.append(options.length() == 0 ? "[" : ",[").append(json(option.string)).append(',').append(option.freq);
                        options.append(',').append(option.score).append(']');
                    }
                    out.println("{\"field\":\"" + field + "\",\"word\":" + json(word) + ",\"mode\":" + mode.ordinal() + ",\"byFrequency\":" + byFrequency
                        + ",\"size\":" + size + ",\"edits\":" + edits + ",\"prefix\":" + prefix + ",\"shortest\":" + shortest
                        + ",\"options\":[" + options + "]}");
                }
            }
        }
    }
}
