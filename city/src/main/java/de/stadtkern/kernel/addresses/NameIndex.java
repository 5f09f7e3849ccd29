package de.stadtkern.kernel.addresses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * All names in memory, by their runs of three letters (Lucene): a name with mistakes still shares most of them with the
 * right one. It gives what may be meant; {@link Search} says what of it is.
 */
final class NameIndex {

    private static final String NAME = "name";
    private static final String ENTRY = "entry";
    private static final int LETTERS = 3;
    /** More are not asked for: what is longer is no name. */
    private static final int MOST_RUNS = 120;

    private static final double SAME_TOWN = 0.85;

    private static final Analyzer RUNS = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            KeywordTokenizer whole = new KeywordTokenizer();
            return new TokenStreamComponents(whole, new NGramTokenFilter(whole, LETTERS));
        }
    };

    private final List<Known> known;
    private final Map<Long, Known> byId;
    private final Set<String> towns;
    private final IndexSearcher searcher;

    NameIndex(List<Known> known) {
        this.known = List.copyOf(known);
        this.byId = known.stream().collect(Collectors.toMap(Known::id, Function.identity(), (one, other) -> one));
        this.towns = known.stream()
                .map(each -> each.entry().surroundings().town())
                .distinct()
                .flatMap(town -> Spelling.words(town).stream())
                .map(Spelling.Word::text)
                .collect(Collectors.toUnmodifiableSet());
        this.searcher = new IndexSearcher(written(known));
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    private static DirectoryReader written(List<Known> known) {
        ByteBuffersDirectory memory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(memory, new IndexWriterConfig(RUNS))) {
            for (int i = 0; i < known.size(); i++) {
                Document document = new Document();
                document.add(new StoredField(ENTRY, i));
                for (String name : known.get(i).entry().names()) {
                    document.add(new TextField(NAME, bounded(Spelling.key(name)), Field.Store.NO));
                }
                writer.addDocument(document);
            }
            writer.forceMerge(1);
            writer.commit();
            return DirectoryReader.open(memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What may be meant by these words, the most alike first. */
    List<Known> list(List<String> words, int limit) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        runs(telling(words)).forEach(run -> any.add(new TermQuery(new Term(NAME, run)), Occur.SHOULD));
        try {
            List<Known> found = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(any.build(), limit).scoreDocs) {
                Number entry = searcher.storedFields()
                        .document(hit.doc)
                        .getField(ENTRY)
                        .numericValue();
                found.add(known.get(entry.intValue()));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the extract holds under this id. */
    Optional<Known> findById(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The name of the town fits too many; it is left out where something else is asked for too. */
    private List<String> telling(List<String> words) {
        List<String> telling = words.stream().filter(word -> !isTown(word)).toList();
        return telling.isEmpty() ? words : telling;
    }

    private boolean isTown(String word) {
        return towns.stream().anyMatch(town -> Likeness.of(word, town, SAME_TOWN) >= SAME_TOWN);
    }

    /** Those of all words together, and those that tell where each word begins and ends. */
    private static Set<String> runs(List<String> words) {
        Set<String> runs = new LinkedHashSet<>();
        List<String> texts =
                new ArrayList<>(words.stream().map(NameIndex::bounded).toList());
        texts.add(words.stream().collect(Collectors.joining()));
        for (String text : texts) {
            for (int i = 0; i + LETTERS <= text.length() && runs.size() < MOST_RUNS; i++) {
                runs.add(text.substring(i, i + LETTERS));
            }
        }
        return runs;
    }

    private static String bounded(String word) {
        return "^" + word + "$";
    }
}
