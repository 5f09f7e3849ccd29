package de.stadtkern.kernel.streets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The bytes of the extract in use. They lie in the database, so that every node on it has them, and the backup too.
 */
@Component
public class ExtractFiles {

    private static final int PIECE = 1 << 20;

    private final JdbcClient jdbc;

    ExtractFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The files in this database, for a program that does not run the town. */
    public static ExtractFiles in(DataSource database) {
        return new ExtractFiles(JdbcClient.create(database));
    }

    /** Whether the bytes of this extract are kept. */
    public boolean holds(Extract extract) {
        return jdbc.sql("select exists (select from extract_piece where sha256 = ?)")
                .param(extract.sha256())
                .query(Boolean.class)
                .single();
    }

    /** Keeps a file instead of the one before; belongs into the transaction of its import. */
    public void keep(Path file, Extract extract) {
        jdbc.sql("delete from extract_piece").update();
        try (InputStream content = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
                jdbc.sql("insert into extract_piece (sha256, number, content) values (?, ?, ?)")
                        .param(extract.sha256())
                        .param(number++)
                        .param(piece)
                        .update();
            }
        } catch (IOException e) {
            throw new UnreadableExtractException(file, e);
        }
    }

    /** Writes the bytes of an extract that is kept into a file. */
    public void copy(Extract extract, Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target)) {
            for (int number = 0; ; number++) {
                byte[] piece = jdbc.sql("select content from extract_piece where sha256 = ? and number = ?")
                        .param(extract.sha256())
                        .param(number)
                        .query(byte[].class)
                        .optional()
                        .orElse(new byte[0]);
                if (piece.length == 0) {
                    return;
                }
                file.write(piece);
            }
        }
    }
}
