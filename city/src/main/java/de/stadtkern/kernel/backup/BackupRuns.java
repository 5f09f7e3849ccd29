package de.stadtkern.kernel.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of the backups by the clock. */
@Repository
class BackupRuns {

    /** @param failure null when it went well */
    record Run(
            Instant begun,
            String file,
            long bytes,
            @Nullable String failure) {}

    private final JdbcClient jdbc;

    BackupRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void addSuccess(Backup.Written written) {
        jdbc.sql("""
                insert into backup_run (begun_at, ended_at, file, row_count, bytes)
                values (:begun, :ended, :file, :rows, :bytes)""")
                .param("begun", written.begin().atOffset(ZoneOffset.UTC))
                .param("ended", written.end().atOffset(ZoneOffset.UTC))
                .param("file", written.file().toString())
                .param("rows", written.rows())
                .param("bytes", written.bytes())
                .update();
    }

    void addFailure(Instant begun, String file, String failure) {
        jdbc.sql("insert into backup_run (begun_at, ended_at, file, failure) values (:begun, now(), :file, :failure)")
                .param("begun", begun.atOffset(ZoneOffset.UTC))
                .param("file", file)
                .param("failure", failure)
                .update();
    }

    Optional<Run> findLast() {
        return jdbc.sql("select * from backup_run order by id desc limit 1")
                .query(BackupRuns::run)
                .optional();
    }

    Optional<Run> findLastSuccess() {
        return jdbc.sql("select * from backup_run where failure is null order by id desc limit 1")
                .query(BackupRuns::run)
                .optional();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                row.getString("file"),
                row.getLong("bytes"),
                row.getString("failure"));
    }
}
