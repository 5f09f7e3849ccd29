package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.Moderation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Photos of reports. */
@Component
class ReportPhotoRows {

    private static final String SELECT =
            "select id, report_id, at, state, received is not null as is_received from report_photo ";

    private final JdbcClient jdbc;

    ReportPhotoRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long report, byte[] jpeg, Instant at) {
        jdbc.sql("""
            insert into report_photo (report_id, municipality_id, at, received, state)
            select id, municipality_id, :at, :jpeg, 'PENDING' from report where id = :report\
            """)
                .param("at", ReportRows.utc(at))
                .param("jpeg", jpeg)
                .param("report", report)
                .update();
    }

    List<ReportPhoto> list(long report) {
        return jdbc.sql(SELECT + "where report_id = :report order by id")
                .param("report", report)
                .query((rs, n) -> new ReportPhoto(
                        rs.getLong("id"),
                        rs.getLong("report_id"),
                        ReportRows.instant(rs, "at"),
                        Moderation.valueOf(rs.getString("state")),
                        rs.getBoolean("is_received")))
                .list();
    }

    /** To which report it belongs; refused with 404 when there is no such photo. */
    long reportOf(long photo) {
        return jdbc.sql("select report_id from report_photo where id = :id")
                .param("id", photo)
                .query((rs, n) -> rs.getLong(1))
                .optional()
                .orElseThrow(() -> Refusal.notFound("reports.refusal.photo"));
    }

    Optional<byte[]> received(long photo) {
        return jdbc.sql("select received from report_photo where id = :id and received is not null")
                .param("id", photo)
                .query((rs, n) -> rs.getBytes(1))
                .optional();
    }

    /** What everybody may see of it, also of a report that nobody has released yet. */
    Optional<byte[]> released(long photo) {
        return jdbc.sql("select released from report_photo where id = :id and released is not null")
                .param("id", photo)
                .query((rs, n) -> rs.getBytes(1))
                .optional();
    }

    void release(long photo, byte[] jpeg) {
        jdbc.sql("update report_photo set released = :jpeg, received = null, state = 'RELEASED' where id = :id")
                .param("jpeg", jpeg)
                .param("id", photo)
                .update();
    }

    void block(long photo) {
        jdbc.sql("update report_photo set released = null, received = null, state = 'BLOCKED' where id = :id")
                .param("id", photo)
                .update();
    }
}
