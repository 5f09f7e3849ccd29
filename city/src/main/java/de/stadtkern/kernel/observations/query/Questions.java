package de.stadtkern.kernel.observations.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.observations.query.EntityQuery.PageQuery;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked again and again, mostly for other ids, is understood and put into SQL once: that is a third of the work
 * of a short answer.
 */
public final class Questions {

    private static final int MOST = 1_000;
    private static final int LONGEST = 2_000;
    private static final Pattern ID = Pattern.compile("\\((\\d{1,18})\\)");

    /** Stands for the first id of an address, the numbers below it for the others. */
    private static final long PLACE = -9_000_000_000_000_000_000L;

    private final Cache<Shape, Question> known =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Geometries geometries;

    public Questions(Geometries geometries) {
        this.geometries = geometries;
    }

    /** What makes two requests the same question but for the ids in the address. */
    private record Shape(String path, Map<String, String> options, Reader reader) {}

    /**
     * A question.
     *
     * @param path in which ids may be missing
     */
    public record Question(ResourcePath path, Options options, PageQuery page) {

        private Question with(List<Long> ids) {
            return new Question(path, options, page.with(bind -> filled(bind, ids)));
        }

        private static @Nullable Object filled(@Nullable Object bind, List<Long> ids) {
            return bind instanceof Long place && place <= PLACE ? ids.get((int) (PLACE - place)) : bind;
        }
    }

    /** Refused when it means nothing. */
    public Question get(String path, Map<String, String> options, Reader reader) {
        if (path.contains("(-") || path.length() + options.toString().length() > LONGEST) {
            return understand(path, options, reader, geometries);
        }
        List<Long> ids = new ArrayList<>();
        String places = ID.matcher(path).replaceAll(id -> {
            ids.add(Long.valueOf(id.group(1)));
            return "(" + (PLACE + 1 - ids.size()) + ")";
        });
        Shape shape = new Shape(places, options, reader);
        Question question = known.getIfPresent(shape);
        return question == null ? learn(shape, ids, path) : question.with(ids);
    }

    /** What depends on geometries in the database is asked anew each time. */
    private Question learn(Shape shape, List<Long> ids, String path) {
        AtomicBoolean asked = new AtomicBoolean();
        Geometries watched = query -> {
            asked.set(true);
            return geometries.find(query);
        };
        try {
            Question question = understand(shape.path, shape.options, shape.reader, watched);
            if (!asked.get()) {
                known.put(shape, question);
            }
            return question.with(ids);
        } catch (Refusal refusal) {
            return understand(path, shape.options, shape.reader, geometries);
        }
    }

    private static Question understand(String path, Map<String, String> options, Reader reader, Geometries geometries) {
        ResourcePath way = ResourcePath.of(path);
        Options wanted = Options.of(options);
        return new Question(way, wanted, new EntityQuery(way, wanted, reader, geometries).page());
    }
}
