package de.stadtkern.kernel.backup;

import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.RestoreMark;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Writes all rows as they are at one moment into one file, while the program goes on working. */
public final class Backup {

    private static final int BUFFER = 1 << 16;

    private final Database database;
    private final Progress progress;

    /** @param console is told how far it is */
    public Backup(Database database, Consumer<String> console) {
        this.database = database;
        this.progress = new Progress(console);
    }

    /** The file appears when it is complete and safe on the disk, or not at all. */
    public Written writeTo(Path file) {
        Instant begin = Instant.now();
        try (UnfinishedFile unfinished = UnfinishedFile.besides(file);
                Connection connection = database.source().getConnection()) {
            Manifest manifest = write(connection, unfinished.content());
            long bytes = unfinished.finish();
            return new Written(file, bytes, manifest.rows(), begin, Instant.now());
        } catch (IOException | SQLException e) {
            throw new BackupFailure(
                    "The backup %s could not be written: %s.".formatted(file, e.getMessage()),
                    "Check that its disk has room and that the database answers; there is no half file, and the data are untouched.",
                    e);
        }
    }

    private Manifest write(Connection connection, OutputStream out) throws SQLException, IOException {
        beginSnapshot(connection);
        Catalogue catalogue = new Catalogue(connection);
        List<Manifest.Table> tables = catalogue.tables();
        lock(connection, tables);
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
        zip.setLevel(Deflater.BEST_SPEED);
        List<Manifest.Content> contents = new ArrayList<>();
        for (Manifest.Table table : tables) {
            contents.add(copy(table, connection, zip));
        }
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                Manifest.ourVersion(),
                catalogue.serverVersion(),
                Instant.now(),
                catalogue.migrations(),
                contents,
                catalogue.sequences());
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        zip.write(manifest.write());
        zip.finish();
        zip.flush();
        return manifest;
    }

    /** All tables are read as they are at this moment; text looks the same whatever the server's settings. */
    private static void beginSnapshot(Connection connection) throws SQLException {
        RestoreMark.requireNone(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        TextForm.set(connection);
    }

    /** Keeps a table from being dropped or rewritten while it waits for its turn; reading and writing go on. */
    private static void lock(Connection connection, List<Manifest.Table> tables) throws SQLException {
        String names = tables.stream().map(table -> Sql.name(table.name())).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            Sql.run(connection, "lock table only " + names + " in access share mode");
        }
    }

    private Manifest.Content copy(Manifest.Table table, Connection connection, ZipOutputStream zip)
            throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry(table.entry()));
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        Tally tally = new Tally(zip, bytes -> progress.say("Writing", table.name(), bytes));
        OutputStream rowByRow = new BufferedOutputStream(tally, BUFFER);
        long rows = copies.copyOut(
                "copy %s %s to stdout (format csv, header)".formatted(Sql.name(table.name()), table.columnList()),
                rowByRow);
        rowByRow.flush();
        zip.closeEntry();
        Manifest.Content content = tally.of(table);
        if (content.rows() != rows) {
            throw new IOException("%s has %d rows, but %d were written".formatted(table.name(), rows, content.rows()));
        }
        return content;
    }

    /** What became of it. */
    public record Written(Path file, long bytes, long rows, Instant begin, Instant end) {

        /** For a console or a log. */
        @Override
        public String toString() {
            return "%s: %,d rows, %s, %d s"
                    .formatted(file, rows, Progress.megabytes(bytes), end.getEpochSecond() - begin.getEpochSecond());
        }
    }
}
