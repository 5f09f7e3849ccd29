package de.stadtkern.services.winter;

import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.notifications.Escalations;
import de.stadtkern.kernel.operations.ChainHead;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.ProvenStreet;
import de.stadtkern.kernel.operations.TourResult;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The log of a winter night: warned, seen, decided, why, done, from the record of the other rooms. Reads only. */
@Component
class Nights {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private static final String CALL_OF_PROPOSAL = "operations.proposal";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Escalations escalations;
    private final Doses doses;
    private final Clock clock;

    Nights(JdbcClient jdbc, JsonMapper json, Escalations escalations, Doses doses, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.escalations = escalations;
        this.doses = doses;
        this.clock = clock;
    }

    /**
     * From noon to noon in Germany; may have 23 or 25 hours.
     *
     * @param evening the day on which it begins
     */
    record Night(LocalDate evening) {

        /** The one that the text names by its evening ({@code 2026-11-29}); without text the one that runs or was the last. */
        static Night of(String text, Instant now) {
            if (text.isBlank()) {
                var here = now.atZone(TOWN);
                boolean begun = !here.toLocalTime().isBefore(LocalTime.NOON);
                return new Night(begun ? here.toLocalDate() : here.toLocalDate().minusDays(1));
            }
            try {
                return new Night(LocalDate.parse(text.strip()));
            } catch (DateTimeException e) {
                throw Refusal.badInput("winter.refusal.night", text.strip()).at("night");
            }
        }

        Instant from() {
            return evening.atTime(LocalTime.NOON).atZone(TOWN).toInstant();
        }

        /** The first moment after it. */
        Instant until() {
            return evening.plusDays(1).atTime(LocalTime.NOON).atZone(TOWN).toInstant();
        }
    }

    /** What a station or a person warned of, with the numbers it rested on. */
    record Warned(
            long proposal, Instant at, String headline, String place, String rule, List<Evidence> evidence, Fate fate) {

        /** Whether it keeps what others foresaw then. */
        boolean foreseen() {
            return evidence.stream().anyMatch(one -> one.source() != null);
        }
    }

    /** What became of a warning by the end of the night. */
    record Fate(boolean seen, boolean decided, boolean merged, boolean order, boolean driven) {}

    /**
     * Something that happened.
     *
     * @param kind end of the key of the text that says it, with the places who (0) and what (1)
     * @param what free text or the key of a text; empty when there is nothing to say
     */
    record Line(Instant at, String kind, long proposal, String who, String what) {}

    /**
     * A tour that is over, as its proof says.
     *
     * @param measure key of its text
     * @param number in the chain of proofs
     */
    record Driven(long proof, long number, String hash, String measure, List<Evidence> weather, TourResult tour) {

        List<ProvenStreet> streets() {
            return tour.streets();
        }
    }

    /** What a log is expected to say, and of how many tours it does. */
    record Field(String key, long known) {}

    /**
     * All of it.
     *
     * @param head newest entry of the chain of proofs up to now; null when there is none
     */
    record Log(
            Municipality municipality,
            Night night,
            List<Warned> warnings,
            List<Line> lines,
            List<Driven> tours,
            @Nullable ChainHead head,
            Instant readAt) {

        /** SHA-256 over all that is said, in the same words in every language. */
        String hash() {
            String said = municipality.id() + " " + night.from() + "\n"
                    + warnings.stream()
                            .map(one -> one.proposal() + "|" + one.at() + "|" + one.headline() + "|" + one.place() + "|"
                                    + one.rule() + "|" + one.evidence())
                            .collect(Collectors.joining("\n"))
                    + "\n" + lines.stream().map(Line::toString).collect(Collectors.joining("\n"))
                    + "\n"
                    + tours.stream().map(one -> one.number() + ":" + one.hash()).collect(Collectors.joining("\n"));
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        /** Where the log is silent although a court may ask: keys of texts with how often. */
        List<Field> gaps() {
            List<Field> gaps = new ArrayList<>();
            List<Warned> apart =
                    warnings.stream().filter(one -> !one.fate().merged()).toList();
            gap(gaps, "unseen", apart.stream().filter(one -> !one.fate().seen()));
            gap(gaps, "undecided", apart.stream().filter(one -> !one.fate().decided()));
            gap(
                    gaps,
                    "not-driven",
                    warnings.stream()
                            .filter(one -> one.fate().order() && !one.fate().driven()));
            gap(gaps, "no-time", treated().filter(street -> street.first() == null));
            gap(
                    gaps,
                    "by-hand",
                    treated().filter(street -> street.grade().name().equals("MANUAL")));
            gap(gaps, "forecast", apart.stream().filter(one -> !one.foreseen()));
            gap(gaps, "nothing-foreseen", Stream.of(apart).filter(List::isEmpty));
            return gaps;
        }

        private Stream<ProvenStreet> treated() {
            return tours.stream().flatMap(one -> one.streets().stream()).filter(street -> street.share() > 0);
        }

        private static void gap(List<Field> gaps, String key, Stream<?> found) {
            long times = found.count();
            if (times > 0) {
                gaps.add(new Field(key, times));
            }
        }

        /** The fields of a gritting log, and for how many of the tours they are known. */
        List<Field> fields() {
            return List.of(
                    new Field("time", tours.size()),
                    new Field("streets", count(one -> !one.streets().isEmpty())),
                    new Field("driver", count(one -> !one.tour().crew().isEmpty())),
                    new Field("vehicle", count(one -> one.tour().vehicle() != null)),
                    new Field("weather", count(one -> !one.weather().isEmpty())),
                    new Field(
                            "state",
                            count(one -> !one.tour().notes().isEmpty()
                                    || one.streets().stream().anyMatch(street -> street.note() != null))),
                    new Field("measure", tours.size()),
                    new Field(
                            "amount",
                            count(one -> !one.tour().materials().isEmpty()
                                    || one.streets().stream().anyMatch(street -> street.kilograms() != null))),
                    new Field("basis", tours.size()),
                    new Field("signature", 0));
        }

        private long count(Predicate<Driven> known) {
            return tours.stream().filter(known).count();
        }
    }

    /** Of which there are logs for the signed-in person; refused with 403 when of none. */
    List<Municipality> listMunicipalities() {
        return doses.listWith(Permission.READ_REPORTS);
    }

    /**
     * The log of a night.
     *
     * @param municipality its id; empty for the first
     */
    Log read(String municipality, String night) {
        Municipality here = doses.choose(Permission.READ_REPORTS, municipality);
        Night wanted = Night.of(night, clock.instant());
        List<Warned> warnings = warnings(here.id(), wanted);
        List<Line> lines = new ArrayList<>(lines(here.id(), wanted));
        warnings.forEach(one -> lines.addAll(called(CALL_OF_PROPOSAL, one.proposal(), one.proposal())));
        orders(here.id(), wanted).forEach(order -> lines.addAll(called(NightWork.CALL, order.id(), order.proposal())));
        lines.sort(Comparator.comparing(Line::at).thenComparing(Line::kind).thenComparing(Line::proposal));
        return new Log(
                here,
                wanted,
                warnings,
                List.copyOf(lines),
                tours(here.id(), wanted),
                head(here.id(), wanted),
                clock.instant());
    }

    private record Ordered(long id, long proposal) {}

    private List<Warned> warnings(long municipality, Night night) {
        return asked("""
            select p.id, p.raised_at, p.headline, p.place, p.rule, p.raised_evidence, p.state = 'MERGED' as merged,
                exists (select from proposal_seen s where s.proposal_id = p.id and s.seen_at < :until) as seen,
                d.id is not null as decided, w.id is not null as ordered,
                exists (select from dispatch_tour t where t.order_id = w.id and t.started_at < :until) as driven
            from proposal p
            left join decision d on d.proposal_id = p.id and d.decided_at < :until
            left join work_order w on w.decision_id = d.id
            where p.municipality_id = :municipality and p.source = 'winter'
              and (p.raised_at >= :from and p.raised_at < :until
                or d.decided_at >= :from and d.decided_at < :until)
            order by p.raised_at, p.id\
            """, municipality, night)
                .query((rs, n) -> new Warned(
                        rs.getLong("id"),
                        instant(rs, "raised_at"),
                        rs.getString("headline"),
                        rs.getString("place"),
                        rs.getString("rule"),
                        List.of(json.readValue(rs.getString("raised_evidence"), Evidence[].class)),
                        new Fate(
                                rs.getBoolean("seen"),
                                rs.getBoolean("decided"),
                                rs.getBoolean("merged"),
                                rs.getBoolean("ordered"),
                                rs.getBoolean("driven"))))
                .list();
    }

    private List<Line> lines(long municipality, Night night) {
        return asked("""
            with p as (select id from proposal where municipality_id = :municipality and source = 'winter'),
            t as (select t.*, d.proposal_id, d.measure from dispatch_tour t
                join work_order w on w.id = t.order_id join decision d on d.id = w.decision_id
                where d.proposal_id in (select id from p))
            select at, lower(kind) as kind, proposal_id, person_name as who, note as what from proposal_step
            where proposal_id in (select id from p) and kind <> 'DECIDED' and at >= :from and at < :until
            union all
            select seen_at, 'seen', proposal_id, person_name, '' from proposal_seen
            where proposal_id in (select id from p) and seen_at >= :from and seen_at < :until
            union all
            select decided_at, 'decided', proposal_id, person_name, measure from decision
            where proposal_id in (select id from p) and decided_at >= :from and decided_at < :until
            union all
            select decided_at, 'reason', proposal_id, person_name, reason from decision
            where proposal_id in (select id from p) and decided_at >= :from and decided_at < :until
            union all
            select dispatched_at, 'dispatched', proposal_id, coalesce(dispatched_by, ''),
                concat_ws(', ', name, remark) from t
            where dispatched_at >= :from and dispatched_at < :until
            union all
            select e.at, 'tour-' || lower(replace(e.kind, '_', '-')), t.proposal_id, e.person_name,
                concat_ws(', ', t.name, (select s.one ->> 'name' from jsonb_array_elements(t.stops) s (one)
                    where (s.one ->> 'number')::int = e.stop), e.note, e.amount || ' kg')
            from dispatch_event e join t on t.id = e.tour_id
            where e.at >= :from and e.at < :until and (e.kind <> 'STOP_DONE' or e.note is not null)
            union all
            select c.at, 'control-' || lower(c.result), coalesce(c.proposal_id, 0), c.person_name,
                concat_ws(': ', c.place, c.state)
            from winter_control c
            where c.municipality_id = :municipality and c.at >= :from and c.at < :until\
            """, municipality, night)
                .query((rs, n) -> new Line(
                        instant(rs, "at"),
                        rs.getString("kind"),
                        rs.getLong("proposal_id"),
                        rs.getString("who"),
                        rs.getString("what")))
                .list();
    }

    /** Whom a call has told, and who acknowledged it. */
    private List<Line> called(String kind, long subject, long proposal) {
        List<Line> lines = new ArrayList<>();
        for (Escalations.Step step : escalations.steps(kind, Long.toString(subject))) {
            String receipts = step.receipts().stream()
                    .map(one -> one.channel() + " " + one.state())
                    .collect(Collectors.joining(", "));
            lines.add(new Line(step.toldAt(), "called", proposal, step.person(), receipts));
            if (step.seenAt() != null) {
                lines.add(new Line(step.seenAt(), "call-read", proposal, step.person(), ""));
            }
        }
        escalations.find(kind, Long.toString(subject)).ifPresent(chain -> {
            if (chain.acknowledgedAt() != null && chain.acknowledgedBy() != null) {
                lines.add(new Line(chain.acknowledgedAt(), "acknowledged", proposal, chain.acknowledgedBy(), ""));
            }
        });
        return lines;
    }

    private List<Ordered> orders(long municipality, Night night) {
        return asked("""
            select w.id, d.proposal_id from work_order w join decision d on d.id = w.decision_id
            join proposal p on p.id = d.proposal_id
            where p.municipality_id = :municipality and p.source = 'winter'
              and d.decided_at >= :from and d.decided_at < :until\
            """, municipality, night)
                .query((rs, n) -> new Ordered(rs.getLong("id"), rs.getLong("proposal_id")))
                .list();
    }

    private List<Driven> tours(long municipality, Night night) {
        return asked("""
            select f.id, l.number, l.hash, f.content #>> '{decision,measure}' as measure,
                coalesce(f.content #> '{work,weatherAtStart}', '[]') as weather,
                f.content #> '{work,tour}' as tour
            from proof f join proof_link l on l.proof_id = f.id
            where f.municipality_id = :municipality and f.source = 'winter' and f.kind = 'TOUR'
                          and jsonb_typeof(f.content #> '{work,tour}') = 'object'
              and (f.content #>> '{work,startedAt}')::timestamptz >= :from
              and (f.content #>> '{work,startedAt}')::timestamptz < :until
            order by l.number\
            """, municipality, night)
                .query((rs, n) -> new Driven(
                        rs.getLong("id"),
                        rs.getLong("number"),
                        rs.getString("hash"),
                        rs.getString("measure"),
                        List.of(json.readValue(rs.getString("weather"), Evidence[].class)),
                        json.readValue(rs.getString("tour"), TourResult.class)))
                .list();
    }

    /** The newest proof that was kept by the end of the night. */
    private @Nullable ChainHead head(long municipality, Night night) {
        return asked("""
            select l.number, l.hash from proof_link l join proof f on f.id = l.proof_id
            where l.municipality_id = :municipality and f.made_at < :until
            order by l.number desc limit 1\
            """, municipality, night)
                .query((rs, n) -> new ChainHead(municipality, rs.getLong("number"), rs.getString("hash")))
                .optional()
                .orElse(null);
    }

    private JdbcClient.StatementSpec asked(String sql, long municipality, Night night) {
        return jdbc.sql(sql)
                .param("municipality", municipality)
                .param("from", night.from().atOffset(ZoneOffset.UTC))
                .param("until", night.until().atOffset(ZoneOffset.UTC));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
