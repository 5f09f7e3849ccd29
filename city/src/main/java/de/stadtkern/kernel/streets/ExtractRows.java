package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.streets.Comparison.Found;
import de.stadtkern.kernel.streets.Comparison.Gone;
import de.stadtkern.kernel.streets.Comparison.Known;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that brings a new reading into the network. */
@Component
class ExtractRows {

    private static final int BATCH = 5000;

    private static final String INSERT = """
            insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres, from_node,
                to_node, attributes, municipality, district, quarter, extract_id, id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            update segment
            set way_id = ?, ordinal = ?, name = ?, road_class = ?, one_way = ?, bridge = ?, course = ?, length_metres = ?,
                from_node = ?, to_node = ?, attributes = ?::jsonb, municipality = ?, district = ?, quarter = ?,
                extract_id = ?, removed_at = null
            where id = ?""";

    private final JdbcTemplate template;
    private final JdbcClient client;

    ExtractRows(DataSource dataSource) {
        this.template = new JdbcTemplate(dataSource);
        this.client = JdbcClient.create(template);
    }

    /** A segment that is to be written as it now is. */
    private record Write(long id, Stretch stretch) {}

    /** A line of the list of changes. */
    private record Line(
            long segment,
            SegmentChange.Kind kind,
            List<String> fields,
            @Nullable Long parent) {}

    /**
     * Compares with the network and writes only what differs: a segment keeps its id and what people say of it. Belongs
     * into a transaction.
     */
    ImportReport.Changes replace(Extract extract, Reading reading, Progress progress) {
        client.sql("lock table segment in share row exclusive mode").update();
        List<Known> known = listKnown();
        Comparison.Result result = Comparison.of(known, reading.stretches());
        progress.report(reading.stretches().size(), "segments of roads and paths compared");
        long extractId = insert(extract, reading.stretches().size());
        Map<Stretch, Long> ids = ids(result.found());
        List<Line> lines = write(result, ids, extractId);
        if (!known.isEmpty()) {
            keep(lines, extractId);
            handOn(lines);
        }
        replaceRules(reading);
        return new ImportReport.Changes(
                count(lines, SegmentChange.Kind.ADDED) + count(lines, SegmentChange.Kind.RETURNED),
                count(lines, SegmentChange.Kind.CHANGED),
                count(lines, SegmentChange.Kind.REMOVED));
    }

    private static int count(List<Line> lines, SegmentChange.Kind kind) {
        return (int) lines.stream().filter(line -> line.kind() == kind).count();
    }

    private List<Known> listKnown() {
        return client.sql("select ordinal, removed_at, " + SegmentRows.COLUMNS + " from segment order by id")
                .query((row, number) -> new Known(
                        SegmentRows.segment(row, number), row.getInt("ordinal"), row.getObject("removed_at") != null))
                .list();
    }

    private long insert(Extract extract, int segments) {
        return client.sql("""
                        insert into segment_extract (file_name, bytes, sha256, attribution, segments, reading)
                        values (?, ?, ?, ?, ?, ?)
                        returning id""")
                .params(
                        extract.fileName(),
                        extract.bytes(),
                        extract.sha256(),
                        extract.attribution(),
                        segments,
                        Reading.VERSION)
                .query(Long.class)
                .single();
    }

    /** The id of each stretch: that of the segment it was, or a new one. */
    private Map<Stretch, Long> ids(List<Found> found) {
        List<Long> fresh = client.sql("select nextval('segment_id') from generate_series(1, ?)")
                .param(found.stream().filter(one -> one.before() == null).count())
                .query((row, number) -> row.getLong(1))
                .list();
        Map<Stretch, Long> ids = new IdentityHashMap<>();
        int next = 0;
        for (Found one : found) {
            ids.put(
                    one.stretch(),
                    one.before() == null
                            ? fresh.get(next++)
                            : (Long) one.before().segment().id());
        }
        return ids;
    }

    private List<Line> write(Comparison.Result result, Map<Stretch, Long> ids, long extractId) {
        List<Line> lines = new ArrayList<>();
        List<Write> added = new ArrayList<>();
        List<Write> changed = new ArrayList<>();
        for (Found one : result.found()) {
            long id = Objects.requireNonNull(ids.get(one.stretch()));
            Known before = one.before();
            if (before == null) {
                added.add(new Write(id, one.stretch()));
                Long parent = one.parent() == null ? null : (Long) one.parent().id();
                lines.add(new Line(id, SegmentChange.Kind.ADDED, List.of(), parent));
                continue;
            }
            Segment now = one.stretch().segment(id);
            List<String> fields = SegmentChange.fields(before.segment(), now);
            if (before.removed() || before.ordinal() != one.stretch().ordinal() || !now.equals(before.segment())) {
                changed.add(new Write(id, one.stretch()));
            }
            if (before.removed()) {
                lines.add(new Line(id, SegmentChange.Kind.RETURNED, fields, null));
            } else if (!fields.isEmpty()) {
                lines.add(new Line(id, SegmentChange.Kind.CHANGED, fields, null));
            }
        }
        write(INSERT, added, extractId);
        write(UPDATE, changed, extractId);
        List<Line> gone = result.gone().stream().map(one -> gone(one, ids)).toList();
        remove(gone, extractId);
        lines.addAll(gone);
        return lines;
    }

    private static Line gone(Gone gone, Map<Stretch, Long> ids) {
        Long successor = gone.successor() == null ? null : ids.get(gone.successor());
        return new Line(gone.segment().id(), SegmentChange.Kind.REMOVED, List.of(), successor);
    }

    private void remove(List<Line> gone, long extractId) {
        template.batchUpdate(
                "update segment set removed_at = now(), extract_id = ? where id = ?", gone, BATCH, (row, line) -> {
                    row.setLong(1, extractId);
                    row.setLong(2, line.segment());
                });
    }

    private void write(String sql, List<Write> writes, long extractId) {
        template.batchUpdate(sql, writes, BATCH, (row, write) -> bind(row, write, extractId));
    }

    private static void bind(PreparedStatement row, Write write, long extractId) throws SQLException {
        Segment segment = write.stretch().segment(write.id());
        row.setLong(1, segment.wayId());
        row.setInt(2, write.stretch().ordinal());
        row.setString(3, segment.name());
        row.setString(4, segment.roadClass().osmValue());
        row.setBoolean(5, segment.oneWay());
        row.setBoolean(6, segment.bridge());
        row.setObject(7, SegmentRows.path(segment.course()));
        row.setDouble(8, segment.lengthMetres());
        row.setLong(9, segment.ends().from());
        row.setLong(10, segment.ends().to());
        row.setString(11, SegmentRows.json(segment.attributes()));
        row.setString(12, segment.place().municipality());
        row.setString(13, segment.place().district());
        row.setString(14, segment.place().quarter());
        row.setLong(15, extractId);
        row.setLong(16, segment.id());
    }

    private void keep(List<Line> lines, long extractId) {
        template.batchUpdate(
                "insert into segment_change (extract_id, segment_id, kind, fields, parent_id) values (?, ?, ?, ?, ?)",
                lines,
                BATCH,
                (row, line) -> {
                    row.setLong(1, extractId);
                    row.setLong(2, line.segment());
                    row.setString(3, line.kind().name());
                    row.setArray(
                            4,
                            row.getConnection()
                                    .createArrayOf("text", line.fields().toArray()));
                    row.setObject(5, line.parent());
                });
    }

    /**
     * What people say of a segment holds for its new piece too; and what they say of one that is gone holds for the one
     * that lies there now, unless they have said something of that.
     */
    private void handOn(List<Line> lines) {
        List<Line> withHeirs =
                lines.stream().filter(line -> line.parent() != null).toList();
        template.batchUpdate("""
                insert into street_register (municipality_id, segment_id, winter_class, sweeping_class, responsibility,
                    salt_ban, max_width_metres, reason, person_name, taken_from)
                select municipality_id, ?, winter_class, sweeping_class, responsibility, salt_ban, max_width_metres, '', '',
                    segment_id
                from street_register where segment_id = ? and current
                on conflict (municipality_id, segment_id) where current do nothing""", withHeirs, BATCH, (row, line) -> {
            boolean gone = line.kind() == SegmentChange.Kind.REMOVED;
            row.setObject(1, gone ? line.parent() : (Long) line.segment());
            row.setObject(2, gone ? (Long) line.segment() : line.parent());
        });
    }

    private void replaceRules(Reading reading) {
        client.sql("delete from street_turn").update();
        client.sql("delete from street_crossing").update();
        template.batchUpdate("insert into street_turn values (?, ?, ?, ?)", reading.turns(), BATCH, (row, turn) -> {
            row.setLong(1, turn.fromWay());
            row.setLong(2, turn.viaNode());
            row.setLong(3, turn.toWay());
            row.setString(4, turn.restriction());
        });
        template.batchUpdate(
                "insert into street_crossing values (?, ?, ?, ?)", reading.crossings(), BATCH, (row, crossing) -> {
                    row.setLong(1, crossing.node());
                    row.setObject(
                            2,
                            new PGpoint(
                                    crossing.position().microLon(),
                                    crossing.position().microLat()));
                    row.setString(3, crossing.kind());
                    row.setString(4, crossing.kerb());
                });
    }
}
