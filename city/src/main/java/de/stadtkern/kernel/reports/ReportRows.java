package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.Moderation;
import de.stadtkern.kernel.reports.Report.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reports, complete. */
@Component
class ReportRows {

    static final String SELECT = """
        select r.*, coalesce(d.name, b.name, '') as responsible,
            (select count(*) from report_follower f where f.report_id = r.id and f.confirmed_at is not null) as followers
        from report r left join department d on d.id = r.department_id left join report_body b on b.id = r.body_id
        """;

    private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReportRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What is stored of a new report besides what came. */
    record Judged(String address, Responsible responsible, Instant at, Instant answerBy, Instant solveBy) {}

    Optional<Long> findByToken(long municipality, @Nullable String token) {
        return jdbc.sql("select id from report where municipality_id = :municipality and client_token = :token")
                .param("municipality", municipality)
                .param("token", token)
                .query((rs, n) -> rs.getLong(1))
                .optional();
    }

    /** Its number; empty when the same token was there before. */
    Optional<Long> insert(NewReport wish, Judged judged) {
        Position position = wish.position();
        return jdbc.sql("""
            insert into report (municipality_id, category_id, pt, address, place, description, mail, name, person_id,
                channel, client_token, attributes, state, moderation, department_id, body_id, created_at, updated_at,
                answer_by, solve_by)
            values (:municipality, :category, point(:lon::float8, :lat::float8), :address, :place, :description,
                :mail, :name, :person, :channel, :token, :attributes::jsonb, 'RECEIVED', 'PENDING', :department, :body,
                :at, :at, :answer, :solve)
            on conflict (municipality_id, client_token) do nothing returning id\
            """)
                .param("municipality", wish.municipalityId())
                .param("category", wish.categoryId())
                .param("lon", position == null ? null : rounded(position.microLon()))
                .param("lat", position == null ? null : rounded(position.microLat()))
                .param("address", judged.address())
                .param("place", wish.placeWords().strip())
                .param("description", wish.description().strip())
                .param("mail", wish.author().mail())
                .param("name", wish.author().name())
                .param("person", wish.author().personId())
                .param("channel", wish.channel().name())
                .param("token", wish.clientToken())
                .param("attributes", json.writeValueAsString(wish.attributes()))
                .param("department", judged.responsible().departmentId())
                .param("body", judged.responsible().bodyId())
                .param("at", utc(judged.at()))
                .param("answer", utc(judged.answerBy()))
                .param("solve", utc(judged.solveBy()))
                .query((rs, n) -> rs.getLong(1))
                .optional();
    }

    /** Refused with 404 when there is none. */
    Report get(long number) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", number)
                .query((rs, n) -> report(rs))
                .optional()
                .orElseThrow(() -> Refusal.notFound("reports.refusal.report"));
    }

    Optional<Report> findSubmitted(String token) {
        return jdbc.sql(SELECT + "where r.client_token = :token limit 1")
                .param("token", token)
                .query((rs, n) -> report(rs))
                .optional();
    }

    /** As {@link #get}, and nobody else changes it until the transaction ends. */
    Report hold(long number) {
        jdbc.sql("select id from report where id = :id for no key update")
                .param("id", number)
                .query((rs, n) -> rs.getLong(1))
                .optional();
        return get(number);
    }

    List<Report> listOfPerson(long person) {
        return jdbc.sql(SELECT + "where r.person_id = :person order by r.id desc limit 500")
                .param("person", person)
                .query((rs, n) -> report(rs))
                .list();
    }

    /** What was answered or became of it, which everybody sees. */
    void setState(long number, State state, Instant at) {
        jdbc.sql("""
            update report set state = :state, updated_at = :at, answered_at = coalesce(answered_at, :at),
                closed_at = case when :open then null else coalesce(closed_at, :at) end,
                    erased_at = case when :open then null else erased_at end
            where id = :id\
            """)
                .param("state", state.name())
                .param("open", state.isOpen())
                .param("at", utc(at))
                .param("id", number)
                .update();
    }

    void moderate(long number, Moderation moderation, @Nullable String text, Instant at) {
        jdbc.sql("""
            update report set moderation = :moderation, released_text = :text, updated_at = :at where id = :id\
            """)
                .param("moderation", moderation.name())
                .param("text", text)
                .param("at", utc(at))
                .param("id", number)
                .update();
    }

    void setCategory(
            long number, long category, Responsible responsible, Instant answerBy, Instant solveBy, Instant at) {
        jdbc.sql("""
            update report set category_id = :category, department_id = :department, body_id = :body,
                answer_by = :answer, solve_by = :solve, updated_at = :at where id = :id\
            """)
                .param("category", category)
                .param("department", responsible.departmentId())
                .param("body", responsible.bodyId())
                .param("answer", utc(answerBy))
                .param("solve", utc(solveBy))
                .param("at", utc(at))
                .param("id", number)
                .update();
    }

    void setPlace(long number, Position position, String address, Responsible responsible, Instant at) {
        jdbc.sql("""
            update report set pt = point(:lon, :lat), address = :address, department_id = :department,
                body_id = :body, updated_at = :at where id = :id\
            """)
                .param("lon", rounded(position.microLon()))
                .param("lat", rounded(position.microLat()))
                .param("address", address)
                .param("department", responsible.departmentId())
                .param("body", responsible.bodyId())
                .param("at", utc(at))
                .param("id", number)
                .update();
    }

    void setResponsible(long number, Responsible responsible, Instant at) {
        jdbc.sql("update report set department_id = :department, body_id = :body, updated_at = :at where id = :id")
                .param("department", responsible.departmentId())
                .param("body", responsible.bodyId())
                .param("at", utc(at))
                .param("id", number)
                .update();
    }

    void setProposal(long number, long proposal) {
        jdbc.sql("update report set proposal_id = :proposal where id = :id")
                .param("proposal", proposal)
                .param("id", number)
                .update();
    }

    void setOrder(long number, long order) {
        jdbc.sql("update report set order_id = :order where id = :id")
                .param("order", order)
                .param("id", number)
                .update();
    }

    List<Long> listOfOrder(long order) {
        return jdbc.sql("select id from report where order_id = :order order by id")
                .param("order", order)
                .query((rs, n) -> rs.getLong(1))
                .list();
    }

    /** Goes on in the other one, with its votes, its followers and what was merged into it. */
    void merge(long number, long into) {
        for (String sql :
                List.of("update report set merged_into = :into where id = :id or merged_into = :id", """
                    update report set votes = votes + 1 + (select votes from report where id = :id) where id = :into\
                    """, """
                    update report_follower f set report_id = :into where report_id = :id and confirmed_at is not null
                      and not exists (select from report_follower o where o.report_id = :into
                          and (o.mail = f.mail or o.person_id = f.person_id))\
                    """)) {
            jdbc.sql(sql).param("id", number).param("into", into).update();
        }
    }

    void unmerge(long number) {
        jdbc.sql("update report set merged_into = null where id = :id")
                .param("id", number)
                .update();
    }

    /** Whether this counts: the same voter does only once. */
    boolean vote(long number, String voter) {
        return jdbc.sql("""
            with fresh as (
                insert into report_vote (report_id, municipality_id, voter)
                select id, municipality_id, :voter from report where id = :id on conflict do nothing returning report_id)
            update report set votes = votes + 1 where id = (select report_id from fresh)\
            """).param("id", number).param("voter", voter).update() > 0;
    }

    void note(Report report, ReportNote.Kind kind, @Nullable State state, String text, String person, Instant at) {
        jdbc.sql("""
            insert into report_note (report_id, municipality_id, at, kind, state, text, person_name)
            values (:id, :municipality, :at, :kind, :state, :text, :person)\
            """)
                .param("id", report.number())
                .param("municipality", report.municipalityId())
                .param("at", utc(at))
                .param("kind", kind.name())
                .param("state", state == null ? null : state.name())
                .param("text", text.strip())
                .param("person", person)
                .update();
    }

    List<ReportNote> notes(long number) {
        return jdbc.sql("select * from report_note where report_id = :id order by at, id")
                .param("id", number)
                .query((rs, n) -> new ReportNote(
                        rs.getLong("id"),
                        instant(rs, "at"),
                        ReportNote.Kind.valueOf(rs.getString("kind")),
                        state(rs.getString("state")),
                        rs.getString("text"),
                        rs.getString("person_name")))
                .list();
    }

    Report report(ResultSet rs) throws SQLException {
        PGpoint pt = (PGpoint) rs.getObject("pt");
        return new Report(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getLong("category_id"),
                new Report.Place(
                        pt == null ? null : Position.ofMicrodegrees(pt.x, pt.y),
                        rs.getString("address"),
                        rs.getString("place")),
                rs.getString("description"),
                rs.getString("released_text"),
                json.readValue(rs.getString("attributes"), WORDS),
                new Report.Author(rs.getString("mail"), rs.getString("name"), rs.getObject("person_id", Long.class)),
                Report.Channel.valueOf(rs.getString("channel")),
                State.valueOf(rs.getString("state")),
                Moderation.valueOf(rs.getString("moderation")),
                new Responsible(
                        rs.getObject("department_id", Long.class),
                        rs.getObject("body_id", Long.class),
                        rs.getString("responsible")),
                new Report.Links(
                        rs.getObject("proposal_id", Long.class),
                        rs.getObject("order_id", Long.class),
                        rs.getObject("merged_into", Long.class)),
                rs.getInt("votes"),
                rs.getInt("followers"),
                times(rs));
    }

    private static Report.Times times(ResultSet rs) throws SQLException {
        return new Report.Times(
                instant(rs, "created_at"),
                instant(rs, "updated_at"),
                instant(rs, "answer_by"),
                instant(rs, "solve_by"),
                findInstant(rs, "answered_at"),
                findInstant(rs, "closed_at"),
                findInstant(rs, "erased_at"));
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(findInstant(rs, column));
    }

    static @Nullable Instant findInstant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable State state(@Nullable String name) {
        return name == null ? null : State.valueOf(name);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** To about a metre: more nobody knows, and everybody may see no more. */
    private static long rounded(long microdegrees) {
        return Math.round(microdegrees / 10.0) * 10;
    }
}
