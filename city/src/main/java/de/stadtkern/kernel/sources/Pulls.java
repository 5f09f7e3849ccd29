package de.stadtkern.kernel.sources;

import de.stadtkern.kernel.observations.Intake;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.sources.Origin.Unusable;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fetches from the sources that are due, one request after the other; what is too much for a run goes on a minute later. */
@Component
class Pulls {

    private static final Logger log = LoggerFactory.getLogger(Pulls.class);

    private static final int MOST_PAGES = 100;
    private static final Duration MOST_TIME = Duration.ofMinutes(5);
    private static final Duration LOOK_BACK = Duration.ofHours(24);
    private static final Duration LONG_SILENT = Duration.ofDays(30);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final String EXPANDED = "Locations,Datastreams($expand=ObservedProperty,Sensor)";

    private final SourceRows rows;
    private final Origin origin;
    private final Copies copies;
    private final Intake intake;
    private final JsonMapper json;
    private final Clock clock;

    Pulls(SourceRows rows, Origin origin, Copies copies, Intake intake, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.origin = origin;
        this.copies = copies;
        this.intake = intake;
        this.json = json;
        this.clock = clock;
    }

    /** What a run may still ask. */
    private final class Run {

        private final Source source;
        private final Instant end = clock.instant().plus(MOST_TIME);
        private int pages = MOST_PAGES;

        Run(Source source) {
            this.source = source;
        }

        boolean isOver() {
            return pages == 0 || clock.instant().isAfter(end);
        }

        JsonNode get(String address) throws Unusable, InterruptedException {
            pages--;
            return origin.get(source, URI.create(address));
        }
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "sources/pull", lockAtMostFor = "1h")
    void pullDue() {
        for (Source source : rows.listDue(clock.instant())) {
            pull(source);
        }
    }

    void pull(Source source) {
        Instant now = clock.instant();
        try {
            boolean over = round(new Run(source));
            Instant next = over ? now.plus(Duration.ofMinutes(source.interval())) : now;
            rows.keep(source.id(), now, next, over, 0, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Unusable e) {
            fail(source, now, e);
        } catch (RuntimeException e) {
            log.warn("Source {}: what came cannot be stored", source.id(), e);
            fail(source, now, new Unusable("sources.error.unreadable", source.name()));
        }
    }

    private void fail(Source source, Instant now, Unusable error) {
        int failures = source.state().failures() + 1;
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        Duration longer = error.pause.compareTo(bounded) > 0 ? error.pause : bounded;
        rows.keep(source.id(), now, now.plus(longer), false, failures, error);
    }

    /** Returns whether everything was asked. */
    private boolean round(Run run) throws Unusable, InterruptedException {
        Source source = run.source;
        String first = source.url() + "/Things?$expand=" + encoded(EXPANDED)
                + (source.filter().isEmpty() ? "" : "&$filter=" + encoded(source.filter()));
        String things = rows.thingsNext(source.id(), first, clock.instant()).orElse(null);
        while (things != null) {
            if (run.isOver()) {
                return false;
            }
            JsonNode page = run.get(things);
            for (JsonNode thing : page.path("value")) {
                copy(run, thing);
            }
            things = next(things, page, "@iot.nextLink");
            rows.keepThingsNext(source.id(), things);
        }
        for (SourceRows.Series series : rows.listWaiting(source.id())) {
            if (!observe(run, series)) {
                return false;
            }
        }
        return true;
    }

    private void copy(Run run, JsonNode thing) throws Unusable, InterruptedException {
        requireLink(thing);
        long ours = copies.thing(run.source, thing);
        JsonNode datastreams = thing.path("Datastreams");
        String more = next(run.source.url(), thing, "Datastreams@iot.nextLink");
        while (true) {
            for (JsonNode datastream : datastreams) {
                requireLink(datastream);
                copies.datastream(run.source, ours, datastream);
            }
            if (more == null || run.isOver()) {
                return;
            }
            JsonNode page = run.get(more);
            datastreams = page.path("value");
            more = next(more, page, "@iot.nextLink");
        }
    }

    private static void requireLink(JsonNode entity) throws Unusable {
        if (entity.path("@iot.selfLink").asString("").isEmpty()) {
            throw new Unusable("sources.error.unreadable", "@iot.selfLink");
        }
    }

    /** Returns whether all its pages were read. */
    private boolean observe(Run run, SourceRows.Series series) throws Unusable, InterruptedException {
        String address = series.next();
        if (address == null) {
            Instant watermark = series.watermark();
            address = absolute(run.source.url(), series.observations()) + "?$orderby=phenomenonTime&$top=1000"
                    + (watermark == null ? "" : "&$filter=" + encoded("phenomenonTime gt " + from(watermark)));
        }
        while (address != null) {
            if (run.isOver()) {
                return false;
            }
            JsonNode page = run.get(address);
            Instant newest = store(run.source, series, page.path("value"));
            address = next(address, page, "@iot.nextLink");
            rows.advance(series.id(), address, newest, clock.instant());
        }
        return true;
    }

    /** A series that is long silent is not looked back into: that its last values came is remembered for a time only. */
    private Instant from(Instant watermark) {
        boolean silent = watermark.isBefore(clock.instant().minus(LONG_SILENT));
        return silent ? watermark : watermark.minus(LOOK_BACK);
    }

    private @Nullable Instant store(Source source, SourceRows.Series series, JsonNode observations) {
        List<Intake.Value> values = new ArrayList<>();
        Instant newest = null;
        int leftOut = 0;
        for (JsonNode theirs : observations) {
            Instant time = time(theirs.path("phenomenonTime").asString(""));
            String id = theirs.path("@iot.id").asString("");
            if (time == null
                    || id.isEmpty()
                    || id.length() > 200
                    || theirs.path("result").isNull()
                    || theirs.path("result").isMissingNode()) {
                leftOut++;
                continue;
            }
            newest = newest == null || time.isAfter(newest) ? time : newest;
            ObjectNode ours = json.createObjectNode();
            for (String field : List.of("phenomenonTime", "resultTime", "result", "validTime", "parameters")) {
                if (theirs.hasNonNull(field)) {
                    ours.set(field, theirs.path(field));
                }
            }
            values.add(new Intake.Value(series.datastreamId(), "source " + source.id() + " " + id, ours));
        }
        leftOut += store(source, values);
        if (leftOut > 0) {
            rows.countLeftOut(source.id(), leftOut);
        }
        return newest;
    }

    /** All at once; one by one when one of them is refused. Returns how many were. */
    private int store(Source source, List<Intake.Value> values) {
        try {
            intake.store(source.municipalityId(), values, true).join();
            return 0;
        } catch (Refusal refusal) {
            return values.size() == 1
                    ? 1
                    : values.stream()
                            .mapToInt(one -> store(source, List.of(one)))
                            .sum();
        }
    }

    /** The beginning of a time or an interval; null when it is none. */
    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.split("/", 2)[0]).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String next(String here, JsonNode page, String field) throws Unusable {
        String link = page.path(field).asString("");
        if (link.isEmpty()) {
            return null;
        }
        String next = absolute(here, link);
        if (next.equals(here)) {
            throw new Unusable("sources.error.circle", field);
        }
        return next;
    }

    /** What stands in a link and in no address, such as blanks, is encoded. */
    private static String absolute(String here, String link) throws Unusable {
        try {
            String tidy = link.replace(" ", "%20").replace("'", "%27").replace("\"", "%22");
            return URI.create(here.contains("?") ? here : here + "/")
                    .resolve(tidy)
                    .toString();
        } catch (IllegalArgumentException e) {
            throw new Unusable("sources.error.unreadable", "link");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
