package de.stadtkern.kernel.backup;

import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.RestoreMark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Brings a backup into an empty database. All rows arrive in one transaction; a database in which a restore was
 * interrupted is marked, and the next restore clears it first.
 */
public final class Restore implements AutoCloseable {

    private static final String MIGRATIONS = "classpath:de/stadtkern/**/*.sql";

    private final BackupFile backup;
    private final List<Tombstone> tombstones;
    private final Progress progress;

    private Restore(BackupFile backup, List<Tombstone> tombstones, Progress progress) {
        this.backup = backup;
        this.tombstones = tombstones;
        this.progress = progress;
    }

    /** With the tombstones that lie beside the backup, if there are any. */
    public static Restore of(Path file, Consumer<String> console) {
        return of(file, TombstoneFile.in(file.resolveSibling("")).file(), console);
    }

    /**
     * Reads the whole file and refuses one that is not sound in every byte, or newer than this program.
     *
     * @param tombstones the file with those whom the backup must not bring back
     * @param console is told how far it is
     */
    public static Restore of(Path file, Path tombstones, Consumer<String> console) {
        List<Tombstone> gone = tombstones(tombstones);
        Progress progress = new Progress(console);
        BackupFile backup = BackupFile.verified(file, progress);
        Manifest manifest = backup.manifest();
        progress.say("%s is sound: %,d rows in %d tables, taken at %s by Stadtkern %s on PostgreSQL %s"
                .formatted(
                        file,
                        manifest.rows(),
                        manifest.tables().size(),
                        manifest.takenAt(),
                        manifest.program(),
                        manifest.postgres()));
        return new Restore(backup, gone, progress);
    }

    /** Refuses a database that is not empty. */
    public void into(Database database) {
        Manifest manifest = backup.manifest();
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(database.source())
                .locations(MIGRATIONS)
                // The mark lies there already.
                .baselineOnMigrate(true)
                .baselineVersion("0");
        try (Connection connection = database.source().getConnection()) {
            makeRoom(connection, flyway);
            RestoreMark.set(connection);
            flyway.target(manifest.newestMigration()).load().migrate();
            load(connection);
            flyway.target(MigrationVersion.LATEST).load().migrate();
            bury(connection);
            progress.say(
                    "Restored %,d rows; %,d tombstones: what the backup holds of these people is erased before the town opens"
                            .formatted(manifest.rows(), tombstones.size()));
        } catch (IOException | SQLException | FlywayException e) {
            throw new BackupFailure(
                    "The backup could not be restored: %s.".formatted(e.getMessage()),
                    "Remove the cause and restore it again; what came over by now is cleared away then.",
                    e);
        }
    }

    @Override
    public void close() {
        backup.close();
    }

    private void makeRoom(Connection connection, FluentConfiguration flyway) throws SQLException {
        if (RestoreMark.isSet(connection)) {
            progress.say("Clearing away what an interrupted restore left");
            flyway.cleanDisabled(false).load().clean();
        }
        List<String> found = new Catalogue(connection).everything();
        if (!found.isEmpty()) {
            throw new BackupFailure(
                    "The database is not empty: it has %d tables and the like, such as %s."
                            .formatted(found.size(), found.getFirst()),
                    "Restore into an empty folder (--data) or an empty database (--db). Nothing was changed.");
        }
    }

    private void load(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        TextForm.set(connection);
        Catalogue catalogue = new Catalogue(connection);
        List<Manifest.Content> contents = backup.manifest().tables();
        List<String> there = catalogue.everything();
        for (Manifest.Content content : contents) {
            if (!there.contains(content.table().name())) {
                makePartition(content.table(), connection);
            }
            // Rows that a migration brought along are in the backup too.
            Sql.run(
                    connection,
                    "truncate %s cascade".formatted(Sql.name(content.table().name())));
        }
        for (Manifest.Content content : catalogue.inOrderOfReferences(contents)) {
            load(content, connection);
        }
        setSequences(backup.manifest(), connection);
        connection.commit();
    }

    /** Only then is the restore complete: without the tombstones people would come back who left. */
    private void bury(Connection connection) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(
                "insert into backup_tombstone (mark, person_id, at) values (?, ?, ?) on conflict do nothing")) {
            for (Tombstone one : tombstones) {
                add.setObject(1, one.mark());
                add.setLong(2, one.personId());
                add.setObject(3, one.at().atOffset(ZoneOffset.UTC));
                add.addBatch();
            }
            add.executeBatch();
        }
        RestoreMark.remove(connection);
        connection.commit();
    }

    private static List<Tombstone> tombstones(Path file) {
        try {
            return new TombstoneFile(file).read();
        } catch (IOException e) {
            throw new BackupFailure(
                    "The file %s cannot be read (%s).".formatted(file, e.getMessage()),
                    "It says whom the backup must not bring back. Nothing was changed.",
                    e);
        }
    }

    private static void makePartition(Manifest.Table table, Connection connection) throws SQLException {
        Manifest.Partition partition = table.partition();
        if (partition == null) {
            throw new SQLException("the migrations of this Stadtkern make no table " + table.name());
        }
        Sql.run(
                connection,
                "create table %s partition of %s %s"
                        .formatted(Sql.name(table.name()), Sql.name(partition.parent()), partition.bound()));
    }

    private void load(Manifest.Content content, Connection connection) throws SQLException, IOException {
        Manifest.Table table = content.table();
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        Sql.run(connection, "alter table %s disable trigger user".formatted(Sql.name(table.name())));
        try (InputStream csv = backup.open(table)) {
            long rows = copies.copyIn(
                    "copy %s %s from stdin (format csv, header match)"
                            .formatted(Sql.name(table.name()), table.columnList()),
                    new WatchedInput(csv, bytes -> progress.say("Loading", table.name(), bytes)));
            if (rows != content.rows()) {
                throw new SQLException(
                        "of the %d rows of %s only %d arrived".formatted(content.rows(), table.name(), rows));
            }
        }
        Sql.run(connection, "alter table %s enable trigger user".formatted(Sql.name(table.name())));
    }

    private static void setSequences(Manifest manifest, Connection connection) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            for (Manifest.Sequence sequence : manifest.sequences()) {
                set.setString(1, Sql.name(sequence.name()));
                set.setLong(2, sequence.value());
                set.setBoolean(3, sequence.called());
                set.execute();
            }
        }
    }
}
