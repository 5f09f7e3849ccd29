package de.stadtkern.kernel.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Small words of SQL. */
final class Sql {

    private Sql() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static void run(Connection connection, String statement) throws SQLException {
        try (Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
