package de.stadtkern.kernel.backup;

import de.stadtkern.kernel.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose account was closed: in the database and in a file beside the backups, so that a backup of an earlier day brings
 * nobody back. Without a folder for backups the file lies in the folder of the data.
 */
@Component
public class Tombstones {

    private static final Logger log = LoggerFactory.getLogger(Tombstones.class);

    private final JdbcClient jdbc;
    private final TombstoneFile file;

    Tombstones(
            JdbcClient jdbc,
            DatabaseSettings database,
            @Value("${stadtkern.backup.folder:#{null}}") @Nullable Path backups) {
        this.jdbc = jdbc;
        this.file = TombstoneFile.in(backups == null ? database.data() : backups);
    }

    /**
     * Adds one: in the database within the running transaction, in the file at once. Fails when that cannot be written,
     * because what a backup would undo is not erased.
     */
    public void add(Tombstone tombstone) {
        jdbc.sql("insert into backup_tombstone (mark, person_id, at) values (:mark, :person, :at) on conflict"
                        + " do nothing")
                .param("mark", tombstone.mark())
                .param("person", tombstone.personId())
                .param("at", tombstone.at().atOffset(ZoneOffset.UTC))
                .update();
        try {
            file.append(List.of(tombstone));
        } catch (IOException e) {
            throw new BackupFailure(
                    "The file %s cannot be written.".formatted(file.file()),
                    "Give the program the right to write there, and try again.",
                    e);
        }
    }

    /** All of the database. The file gets what it lacks, as after the folder was changed. */
    public List<Tombstone> list() {
        List<Tombstone> all = jdbc.sql("select person_id, mark, at from backup_tombstone order by at, mark")
                .query((rs, n) -> new Tombstone(
                        rs.getLong("person_id"),
                        rs.getObject("mark", UUID.class),
                        rs.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        try {
            List<Tombstone> missing = new ArrayList<>(all);
            missing.removeAll(file.read());
            if (!missing.isEmpty()) {
                file.append(missing);
            }
        } catch (IOException | BackupFailure e) {
            log.error("The file of the tombstones lacks some: {}", e.getMessage());
        }
        return all;
    }
}
