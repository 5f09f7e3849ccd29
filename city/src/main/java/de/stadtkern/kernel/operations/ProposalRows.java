package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Proposal.State;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the table proposal, with what was merged into each. */
@Component
class ProposalRows {

    private static final String WAITING = "state in ('OPEN', 'POSTPONED') and valid_until > :now";
    private static final String DUE =
            "state in ('OPEN', 'POSTPONED') and (valid_until <= :now or postponed_until <= :now)";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProposalRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Which proposals are looked at. */
    enum Wanted {
        OPEN("valid_until > :now and (state = 'OPEN' or state = 'POSTPONED' and postponed_until <= :now)"),
        POSTPONED("valid_until > :now and state = 'POSTPONED' and postponed_until > :now"),
        DECIDED("state = 'DECIDED' and merged_into is null"),
        LAPSED("merged_into is null and (state = 'LAPSED' or state in ('OPEN', 'POSTPONED') and valid_until <= :now)"),
        ALL("merged_into is null");

        private final String condition;

        Wanted(String condition) {
            this.condition = condition;
        }
    }

    /**
     * Which proposals are asked for.
     *
     * @param urgency null for all
     * @param source a room or a kind of {@link Raiser}; empty for all
     */
    record Filter(Wanted wanted, @Nullable Urgency urgency, String source, Set<Long> municipalities) {}

    List<Proposals.Raised> listRaised(long municipality, String source, Instant from, Instant until) {
        return jdbc.sql("""
            select raised_at, headline from proposal
            where municipality_id = :municipality and source = :source
                and raised_at >= :from and raised_at < :until
            order by raised_at\
            """)
                .param("municipality", municipality)
                .param("source", source)
                .param("from", at(from))
                .param("until", at(until))
                .query((rs, row) -> new Proposals.Raised(
                        rs.getObject("raised_at", OffsetDateTime.class).toInstant(), rs.getString("headline")))
                .list();
    }

    /** The most urgent first, of these the newest. */
    List<Proposal> list(Filter filter, Instant now, int limit) {
        return whole(jdbc.sql("select * from proposal_whole where " + filter.wanted().condition + """
                         and municipality_id in (:municipalities)
                          and (:urgency::text is null or urgency = :urgency)
                          and (:source = '' or source = :source or raiser = :source)
                        order by case when state in ('OPEN', 'POSTPONED') then
                            array_position(array['URGENT', 'SOON', 'ROUTINE'], urgency) end nulls last,
                            raised_at desc, id desc
                        limit :limit""")
                .param("now", at(now))
                .param("municipalities", filter.municipalities())
                .param(
                        "urgency",
                        filter.urgency() == null ? null : filter.urgency().name())
                .param("source", filter.source())
                .param("limit", limit)
                .query(this::proposal)
                .list());
    }

    /** From where proposals of these municipalities came: rooms, by name. */
    List<String> listSources(Collection<Long> municipalities) {
        return jdbc.sql("select distinct source from proposal where municipality_id in (:ids) order by source")
                .param("ids", municipalities)
                .query((rs, row) -> rs.getString("source"))
                .list();
    }

    /** Those of the municipality that are not decided, oldest first, each without what was merged into it. */
    List<Proposal> listWaiting(long municipality, Instant now) {
        return jdbc.sql("select * from proposal_whole where municipality_id = :id and " + WAITING + " order by id")
                .param("id", municipality)
                .param("now", at(now))
                .query(this::proposal)
                .list();
    }

    /** Those of the municipality whose time, or the time of whose postponement, is over. */
    List<Proposal> listDue(long municipality, Instant now) {
        return whole(jdbc.sql("select * from proposal_whole where municipality_id = :id and " + DUE + " order by id")
                .param("id", municipality)
                .param("now", at(now))
                .query(this::proposal)
                .list());
    }

    long countOpen(Instant now) {
        return jdbc.sql("select count(*) from proposal_whole where " + WAITING)
                .param("now", at(now))
                .query(Long.class)
                .single();
    }

    /** The municipalities that have some of these. */
    List<Long> listMunicipalitiesDue(Instant now) {
        return jdbc.sql("select distinct municipality_id from proposal_whole where " + DUE)
                .param("now", at(now))
                .query((rs, row) -> rs.getLong("municipality_id"))
                .list();
    }

    Proposal get(long id) {
        return whole(jdbc.sql("select * from proposal_whole where id = :id")
                        .param("id", id)
                        .query(this::proposal)
                        .list())
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private List<Proposal> whole(List<Proposal> found) {
        if (found.isEmpty()) {
            return found;
        }
        Map<Long, List<Proposal>> parts = jdbc
                .sql("select * from proposal where merged_into in (:ids) order by id")
                .param("ids", found.stream().map(Proposal::id).toList())
                .query(this::proposal)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        part -> Objects.requireNonNull(part.standing().mergedInto())));
        return found.stream()
                .map(one -> parts.containsKey(one.id()) ? one.with(parts.getOrDefault(one.id(), List.of())) : one)
                .toList();
    }

    private Proposal proposal(ResultSet rs, int row) throws SQLException {
        PGpoint point = rs.getObject("pt", PGpoint.class);
        String confidence = rs.getString("confidence");
        return new Proposal(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("source"),
                rs.getString("subject"),
                rs.getString("rule"),
                rs.getString("headline"),
                rs.getString("why"),
                rs.getString("place"),
                rs.getString("origin"),
                Position.ofMicrodegrees(point.x, point.y),
                alternatives(rs),
                list(rs.getArray("segment_ids"), Long[].class),
                instant(rs, "raised_at"),
                instant(rs, "confirmed_at"),
                instant(rs, "valid_until"),
                evidence(rs.getString("raised_evidence")),
                evidence(rs.getString("latest_evidence")),
                new Priority(Urgency.valueOf(rs.getString("urgency")), findInstant(rs, "decide_by")),
                confidence == null ? null : json.readValue(confidence, Confidence.class),
                new Raiser(
                        Raiser.Kind.valueOf(rs.getString("raiser")),
                        rs.getString("raiser_name"),
                        rs.getObject("raiser_id", Long.class)),
                new Proposal.Standing(
                        State.valueOf(rs.getString("state")),
                        rs.getInt("version"),
                        rs.getObject("merged_into", Long.class),
                        findInstant(rs, "postponed_until"),
                        findInstant(rs, "lapsed_at")),
                List.of());
    }

    private List<Alternative> alternatives(ResultSet rs) throws SQLException {
        Map<String, Alternative> known = json.readValue(rs.getString("expectations"), new TypeReference<>() {});
        return list(rs.getArray("measures"), String[].class).stream()
                .map(measure -> known.getOrDefault(measure, Alternative.of(measure)))
                .toList();
    }

    private List<Evidence> evidence(String stored) {
        return json.readValue(stored, new TypeReference<>() {});
    }

    static <T> List<T> list(Array array, Class<T[]> type) throws SQLException {
        return Arrays.asList(type.cast(array.getArray()));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant findInstant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
