package de.stadtkern.kernel.observations.storage;

import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.TableQuery;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The figures of one width, page by page. */
record FigureRows(JdbcClient jdbc, long datastream, int width) implements Rows<Figures.Bucket> {

    private static final String THESE = """
            from observation_bucket where datastream_id = :datastream and width = :width
                and to_char(start at time zone 'Europe/Berlin', 'DD.MM.YYYY HH24:MI YYYY-MM-DD') ilike :pattern
            """;

    @Override
    public long count(TableQuery query) {
        return run("select count(*) " + THESE, query).query(Long.class).single();
    }

    @Override
    public List<Figures.Bucket> list(TableQuery query) {
        return run(
                        "select " + Figures.BUCKET + THESE + " order by " + query.orderBy(Map.of(), "start")
                                + " limit :limit offset :offset",
                        query)
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(Figures::bucket)
                .list();
    }

    private StatementSpec run(String sql, TableQuery query) {
        return jdbc.sql(sql)
                .param("datastream", datastream)
                .param("width", width)
                .param("pattern", query.pattern());
    }
}
