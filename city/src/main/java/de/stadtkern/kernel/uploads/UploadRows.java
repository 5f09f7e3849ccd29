package de.stadtkern.kernel.uploads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The uploaded files, and the datastreams into which they may go. */
@Component
class UploadRows {

    private static final String COLUMNS = """
            select id, municipality_id, file_name, sha256, uploaded_at, uploaded_by, separator, encoding, decimal_comma,
                header, time_column, columns, state, lines, done, stored, refused from upload\s
            """;
    private static final int MOST_LISTED = 500;

    private final JdbcClient jdbc;

    UploadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A datastream that takes one number at a time.
     *
     * @param label as people know it: "Thing: name"
     * @param unit UCUM
     */
    record Target(long id, String label, String unit) {}

    /** A file that has come. */
    record Arrival(long municipalityId, String fileName, String sha256, String uploadedBy) {}

    long add(Arrival arrival, byte[] content, Layout layout) {
        return layout(jdbc.sql("""
                        insert into upload (municipality_id, file_name, sha256, uploaded_by, content, separator, encoding,
                            decimal_comma, header, time_column, columns)
                        values (:municipality, :name, :sha256, :by, :content, :separator, :encoding, :decimalComma, :header,
                            :timeColumn, :columns) returning id"""), layout)
                .param("municipality", arrival.municipalityId)
                .param("name", arrival.fileName)
                .param("sha256", arrival.sha256)
                .param("by", arrival.uploadedBy)
                .param("content", content)
                .query(Long.class)
                .single();
    }

    Optional<Upload> find(long id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(UploadRows::upload)
                .optional();
    }

    byte[] content(long id) {
        return jdbc.sql("select content from upload where id = :id")
                .param("id", id)
                .query((rs, n) -> rs.getBytes(1))
                .single();
    }

    /** Newest first. */
    List<Upload> list(Set<Long> municipalities) {
        return jdbc.sql(COLUMNS + "where municipality_id = any(:municipalities) order by id desc limit :most")
                .param("municipalities", municipalities.toArray(Long[]::new))
                .param("most", MOST_LISTED)
                .query(UploadRows::upload)
                .list();
    }

    List<Long> listRunning() {
        return jdbc.sql("select id from upload where state = 'RUNNING' order by id")
                .query((rs, n) -> rs.getLong("id"))
                .list();
    }

    /** False when it has been started. */
    boolean arrange(long id, Layout layout) {
        return layout(jdbc.sql("""
                        update upload set separator = :separator, encoding = :encoding, decimal_comma = :decimalComma,
                            header = :header, time_column = :timeColumn, columns = :columns
                        where id = :id and state = 'PREPARED'"""), layout).param("id", id).update() == 1;
    }

    /** False when it was in none of these states. */
    boolean move(long id, Set<Upload.State> from, Upload.State to) {
        return jdbc.sql("update upload set state = :to where id = :id and state = any(:from)")
                        .param("to", to.name())
                        .param("id", id)
                        .param("from", from.stream().map(Enum::name).toArray(String[]::new))
                        .update()
                == 1;
    }

    void count(long id, long lines) {
        jdbc.sql("update upload set lines = :lines where id = :id")
                .param("lines", lines)
                .param("id", id)
                .update();
    }

    /** False when it no longer runs, or somebody else has got on with it since {@code before}. */
    boolean advance(long id, long before, Upload.Progress now, boolean last) {
        return jdbc.sql("""
                        update upload set done = :done, stored = :stored, refused = :refused,
                            state = case when :last then 'DONE' else state end
                        where id = :id and state = 'RUNNING' and done = :before""")
                        .param("done", now.done())
                        .param("stored", now.stored())
                        .param("refused", now.refused())
                        .param("last", last)
                        .param("id", id)
                        .param("before", before)
                        .update()
                == 1;
    }

    int forget(Instant before) {
        return jdbc.sql("delete from upload where uploaded_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** By label. */
    List<Target> targets(long municipalityId) {
        return jdbc.sql("""
                        select d.id, t.name || ': ' || d.name as label, coalesce(d.unit ->> 'symbol', '') as unit
                        from datastream d join thing t on t.id = d.thing_id
                        where t.municipality_id = :municipality and not d.multi order by 2, 1""")
                .param("municipality", municipalityId)
                .query((rs, n) -> new Target(rs.getLong("id"), rs.getString("label"), rs.getString("unit")))
                .list();
    }

    private static JdbcClient.StatementSpec layout(JdbcClient.StatementSpec statement, Layout layout) {
        return statement
                .param("separator", layout.separator().name())
                .param("encoding", layout.encoding().name())
                .param("decimalComma", layout.decimalComma())
                .param("header", layout.header())
                .param("timeColumn", layout.timeColumn())
                .param("columns", layout.columns().toArray(Long[]::new));
    }

    private static Upload upload(ResultSet rs, int row) throws SQLException {
        return new Upload(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("file_name"),
                rs.getString("sha256"),
                rs.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                rs.getString("uploaded_by"),
                new Layout(
                        Layout.Separator.valueOf(rs.getString("separator")),
                        Layout.Encoding.valueOf(rs.getString("encoding")),
                        rs.getBoolean("decimal_comma"),
                        rs.getBoolean("header"),
                        rs.getInt("time_column"),
                        List.of((Long[]) rs.getArray("columns").getArray())),
                Upload.State.valueOf(rs.getString("state")),
                new Upload.Progress(
                        rs.getLong("lines"), rs.getLong("done"), rs.getLong("stored"), rs.getLong("refused")));
    }
}
