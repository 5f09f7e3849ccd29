package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Opens the embedded PostgreSQL, keeps one row in it and waits for the end of its input. */
final class SupervisedProgram {

    private SupervisedProgram() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        try (EmbeddedPostgres postgres = TestServer.start(Path.of(arguments[0]))) {
            new Words(postgres).keep("child");
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // what comes in is of no interest
            }
        }
    }
}
