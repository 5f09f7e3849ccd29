package de.stadtkern.kernel.backup;

import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.RestoreMark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
    private final Progress progress;

    private Restore(BackupFile backup, Progress progress) {
        this.backup = backup;
        this.progress = progress;
    }

    /**
     * Reads the whole file and refuses one that is not sound in every byte, or newer than this program.
     *
     * @param console is told how far it is
     */
    public static Restore of(Path file, Consumer<String> console) {
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
        return new Restore(backup, progress);
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
            progress.say("Restored %,d rows".formatted(manifest.rows()));
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
        RestoreMark.remove(connection);
        connection.commit();
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
