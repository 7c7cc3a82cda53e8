import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;

/** What InProcess.cs does, by Lucene 8: prints a name and a number a line, milliseconds of indexing and microseconds of a query. */
public class LuceneBench {
    static final int INDEX_ROUNDS = 5, WARM_ROUNDS = 20, ROUNDS = 15;

    interface Ask {
        long ask(int i) throws IOException;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("documents.tsv"))) rows.add(line.split("\t"));
        List<Double> times = new ArrayList<>();
        DirectoryReader reader = null;
        for (int round = 0; round < INDEX_ROUNDS; round++) {
            long began = System.nanoTime();
            IndexWriter writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(new StandardAnalyzer()));
            int id = 0;
            for (String[] row : rows) {
                Document document = new Document();
                document.add(new StringField("_id", Integer.toString(id++), Field.Store.YES));
                document.add(new TextField("text", row[2], Field.Store.YES));
                document.add(new StringField("category", row[0], Field.Store.NO));
                document.add(new SortedSetDocValuesField("category", new BytesRef(row[0])));
                document.add(new LongPoint("price", Long.parseLong(row[1])));
                document.add(new SortedNumericDocValuesField("price", Long.parseLong(row[1])));
                writer.addDocument(document);
            }
            reader = DirectoryReader.open(writer);
            times.add((System.nanoTime() - began) / 1e6);
            writer.close();
        }
        print("index-first", times.get(0));
        print("index-warm", Collections.min(times.subList(1, times.size())));
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        for (String kind : new String[] {"term", "or3", "and2", "phrase", "fuzzy", "prefix"}) {
            List<String> questions = Files.readAllLines(directory.resolve(kind + ".txt"));
            Query[] queries = questions.stream().map(question -> parse(kind, question)).toArray(Query[]::new);
            print(kind, repeat(queries.length, i -> searcher.search(queries[i], 10).scoreDocs.length));
        }
        List<String> terms = Files.readAllLines(directory.resolve("term.txt"));
        print("categories", repeat(terms.size(), i -> categories(searcher, new TermQuery(new Term("text", terms.get(i))))));
        System.err.println("Lucene: " + reader.leaves().size() + " segments");
    }

    static Query parse(String kind, String question) {
        String[] words = question.split(" ");
        switch (kind) {
            case "or3":
            case "and2":
                BooleanQuery.Builder builder = new BooleanQuery.Builder();
                for (String word : words)
                    builder.add(new TermQuery(new Term("text", word)), kind.equals("or3") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
                return builder.build();
            case "phrase":
                return new PhraseQuery("text", words);
            case "fuzzy":
                return new FuzzyQuery(new Term("text", question), 1, 0, 50, true);
            case "prefix":
                return new PrefixQuery(new Term("text", question));
            default:
                return new TermQuery(new Term("text", question));
        }
    }

    static long categories(IndexSearcher searcher, Query query) throws IOException {
        java.util.Map<String, Integer> counts = new java.util.HashMap<>();
        searcher.search(query, new SimpleCollector() {
            SortedSetDocValues values;
            int[] ordinals = new int[0];

            @Override
            protected void doSetNextReader(LeafReaderContext context) throws IOException {
                finish();
                values = DocValues.getSortedSet(context.reader(), "category");
                ordinals = new int[(int) values.getValueCount()];
            }

            @Override
            public void collect(int doc) throws IOException {
                if (values.advanceExact(doc))
                    for (long ord = values.nextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = values.nextOrd()) ordinals[(int) ord]++;
            }

            void finish() throws IOException {
                for (int i = 0; i < ordinals.length; i++) counts.merge(values.lookupOrd(i).utf8ToString(), ordinals[i], Integer::sum);
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        });
        return counts.size();
    }

    static double repeat(int count, Ask ask) throws IOException {
        List<Double> times = new ArrayList<>();
        long sum = 0;
        for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) sum += ask.ask(i);
            times.add((System.nanoTime() - began) / 1e3 / count);
        }
        if (sum < 0) throw new IllegalStateException();
        return Collections.min(times.subList(WARM_ROUNDS, times.size()));
    }

    static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
