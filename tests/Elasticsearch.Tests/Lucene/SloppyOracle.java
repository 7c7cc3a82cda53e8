import java.util.Locale;
import java.util.Random;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Prints phrase, slop, text and how often Lucene finds the one in the other: many repeated words, many moves. */
public class SloppyOracle {
    public static void main(String[] args) throws Exception {
        Random random = new Random(17);
        for (int line = 0; line < 600; line++) {
            String phrase = words(random, 2 + random.nextInt(3), 3), text = words(random, 2 + random.nextInt(9), 4);
            int slop = 1 + random.nextInt(6);
            IndexWriter writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(new WhitespaceAnalyzer()));
            Document document = new Document();
            document.add(new TextField("text", text, Field.Store.NO));
            writer.addDocument(document);
            IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(writer));
            searcher.setSimilarity(new FrequencyAlone());
            ScoreDoc[] hits = searcher.search(new PhraseQuery(slop, "text", phrase.split(" ")), 1).scoreDocs;
            System.out.printf(Locale.ROOT, "%s|%d|%s|%.6f%n", phrase, slop, text, hits.length == 0 ? 0f : hits[0].score);
            writer.close();
        }
    }

    static String words(Random random, int count, int different) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) words.append(i > 0 ? " " : "").append((char) ('a' + random.nextInt(different)));
        return words.toString();
    }

    static class FrequencyAlone extends Similarity {
        @Override
        public long computeNorm(FieldInvertState state) {
            return 1;
        }

        @Override
        public SimScorer scorer(float boost, CollectionStatistics statistics, TermStatistics... terms) {
            return new SimScorer() {
                @Override
                public float score(float frequency, long norm) {
                    return frequency;
                }
            };
        }
    }
}
