package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.observations.TopicFilter.Question;
import de.stadtkern.kernel.observations.mqtt.Feed;
import de.stadtkern.kernel.observations.mqtt.Notice;
import de.stadtkern.kernel.observations.query.EntityQuery;
import de.stadtkern.kernel.observations.query.EntityQuery.PageQuery;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Reader;
import de.stadtkern.kernel.observations.query.ResourcePath;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells those who follow a topic what this node has created or changed, after the commit and in its order. As many
 * changes as have come meanwhile are looked up together, once for all who want the same of them. When far too many
 * wait, the followers are told that they miss something: nothing is left out in silence.
 */
@Component
class ChangeFeed implements Feed {

    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int MOST_WAITING = 200_000;
    private static final int MOST_AT_ONCE = 2_000;

    private final Queries queries;
    private final Readers readers;
    private final PublicAddress address;
    private final Set<Followed> followed = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("change-feed").daemon().unstarted(this::run);

    ChangeFeed(Queries queries, Readers readers, PublicAddress address) {
        this.queries = queries;
        this.readers = readers;
        this.address = address;
    }

    /** Somebody and the filter they follow. */
    private final class Followed implements Following {

        private final TopicFilter filter;
        private final Reader reader;
        private final Follower follower;
        private byte[] last = {};

        Followed(TopicFilter filter, Reader reader, Follower follower) {
            this.filter = filter;
            this.reader = reader;
            this.follower = follower;
        }

        @Override
        public void close() {
            followed.remove(this);
        }
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    @Override
    public Following follow(Device device, String filter, Follower follower) {
        Followed one = new Followed(TopicFilter.of(filter), readers.of(device), follower);
        if (one.filter instanceof TopicFilter.Address address) {
            Change now = Change.of(
                    address.path().type(), address.path().isCollection() ? -1 : idOf(address.path(), one.reader));
            lookUp(address.questionOf(now, one.reader), List.of(now)).values().forEach(value -> one.last = value);
        }
        followed.add(one);
        return one;
    }

    private long idOf(ResourcePath path, Reader reader) {
        return queries.findNumber(EntityQuery.id(path, reader)).orElse(-1L);
    }

    /** After the commit of the running transaction. */
    void note(EntityType type, long id) {
        note(List.of(Change.of(type, id)));
    }

    /**
     * After the commit of the running transaction.
     *
     * @param numbers by datastream, the number of the last of these
     */
    void note(List<ObservationWriter.Row> rows, Map<Long, Long> numbers) {
        if (followed.isEmpty()) {
            return;
        }
        Map<Long, Long> left = rows.stream()
                .collect(Collectors.groupingBy(ObservationWriter.Row::datastreamId, Collectors.counting()));
        note(rows.stream()
                .map(row -> Change.of(
                        row,
                        numbers.getOrDefault(row.datastreamId(), 0L) - left.merge(row.datastreamId(), -1L, Long::sum)))
                .toList());
    }

    private void note(List<Change> changes) {
        if (followed.isEmpty()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                if (waiting.size() > MOST_WAITING) {
                    waiting.clear();
                    loseAll("too many changes wait");
                } else {
                    waiting.addAll(changes);
                }
            }
        });
    }

    private void loseAll(String reason) {
        log.warn("Subscribers are disconnected: {}", reason);
        followed.forEach(one -> one.follower.lose(reason));
    }

    private void run() {
        try {
            while (true) {
                List<Change> changes = new ArrayList<>();
                changes.add(waiting.take());
                waiting.drainTo(changes, MOST_AT_ONCE - 1);
                tell(changes);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(List<Change> changes) {
        Map<Question, List<Change>> asked = new HashMap<>();
        for (Followed one : followed) {
            changes.stream()
                    .filter(change -> one.filter.topicOf(change).isPresent())
                    .forEach(change -> asked.computeIfAbsent(
                                    one.filter.questionOf(change, one.reader), any -> new ArrayList<>())
                            .add(change));
        }
        Map<Question, Map<Long, byte[]>> answers = new HashMap<>();
        asked.forEach((question, about) -> answers.put(question, lookUpOrLose(question, about)));
        for (Followed one : followed) {
            List<Notice> notices = notices(one, changes, answers);
            if (!notices.isEmpty()) {
                one.follower.hear(notices);
            }
        }
    }

    private List<Notice> notices(Followed one, List<Change> changes, Map<Question, Map<Long, byte[]>> answers) {
        List<Notice> notices = new ArrayList<>();
        for (Change change : changes) {
            one.filter.topicOf(change).ifPresent(topic -> {
                Question question = one.filter.questionOf(change, one.reader);
                byte[] json = answers.getOrDefault(question, Map.of()).get(change.id());
                if (json != null && !(question.property() && Arrays.equals(json, one.last))) {
                    one.last = json;
                    notices.add(new Notice(topic, json, change.number()));
                }
            });
        }
        return notices;
    }

    private Map<Long, byte[]> lookUpOrLose(Question question, List<Change> about) {
        try {
            return lookUp(question, about);
        } catch (RuntimeException e) {
            log.warn("Changes cannot be looked up, their subscribers are disconnected", e);
            for (Followed one : followed) {
                if (about.stream()
                        .anyMatch(change -> one.filter.topicOf(change).isPresent()
                                && one.filter.questionOf(change, one.reader).equals(question))) {
                    one.follower.lose("the changes cannot be looked up");
                }
            }
            return Map.of();
        }
    }

    /** The JSON of those entities that the question leads to, by id. */
    private Map<Long, byte[]> lookUp(Question question, List<Change> changes) {
        Long[] ids = changes.stream().map(Change::id).distinct().toArray(Long[]::new);
        PageQuery page = new EntityQuery(question.path(), question.wanted(), question.reader(), queries).among(ids);
        String root = address.get() + SensorThingsApi.BASE + "v1.1";
        return queries.ask(page.sql(), rows -> {
            Map<Long, byte[]> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getLong(page.keys() + 1), RowWriter.plain(rows.getBytes(1), root));
            }
            return found;
        });
    }
}
