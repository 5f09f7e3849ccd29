package de.stadtkern.kernel.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table share. */
@Component
class ShareRows {

    private static final String SELECT = """
            select s.id, s.dataset, s.from_id, s.to_id, t.name as to_name, t.kind = 'DISTRICT' as whole_district,
                s.shared_at, s.shared_by
            from share s join municipality t on t.id = s.to_id
            """;

    private final JdbcClient jdbc;

    ShareRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The municipalities themselves and those that share the dataset with them, as long as the district is the same. */
    Set<Long> withSharedBy(Set<Long> own, Dataset dataset) {
        Set<Long> all = new HashSet<>(own);
        all.addAll(jdbc.sql("""
                        select s.from_id from share s
                        join municipality f on f.id = s.from_id
                        join municipality r on r.id in (:own)
                        where s.dataset = :dataset and s.to_id in (r.id, r.district_id)
                          and f.district_id in (r.id, r.district_id)""")
                .param("own", own)
                .param("dataset", dataset.key())
                .query(Long.class)
                .list());
        return all;
    }

    List<Sharing.Share> listFrom(Collection<Long> municipalities) {
        return jdbc.sql(SELECT + "where s.from_id in (:ids) order by s.dataset, s.id")
                .param("ids", municipalities)
                .query((rs, n) -> share(rs))
                .list();
    }

    Optional<Sharing.Share> find(long id) {
        return jdbc.sql(SELECT + "where s.id = :id")
                .param("id", id)
                .query((rs, n) -> share(rs))
                .optional();
    }

    /** False when it is shared already. */
    boolean insert(String dataset, long fromId, long toId, String sharedBy) {
        return jdbc.sql("""
                        insert into share (dataset, from_id, to_id, shared_by) values (:dataset, :from, :to, :by)
                        on conflict do nothing""")
                        .param("dataset", dataset)
                        .param("from", fromId)
                        .param("to", toId)
                        .param("by", sharedBy)
                        .update()
                == 1;
    }

    void delete(long id) {
        jdbc.sql("delete from share where id = :id").param("id", id).update();
    }

    private static Sharing.Share share(ResultSet rs) throws SQLException {
        Instant at = rs.getObject("shared_at", OffsetDateTime.class).toInstant();
        return new Sharing.Share(
                rs.getLong("id"),
                rs.getString("dataset"),
                rs.getLong("from_id"),
                rs.getLong("to_id"),
                rs.getString("to_name"),
                rs.getBoolean("whole_district"),
                at,
                rs.getString("shared_by"));
    }
}
