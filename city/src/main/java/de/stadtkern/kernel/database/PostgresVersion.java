package de.stadtkern.kernel.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A server's version as {@code server_version_num} gives it: 150018 is 15.18. */
record PostgresVersion(int number) {

    static final int OLDEST_MAJOR = 15;
    private static final int MAJOR = 10_000;

    static PostgresVersion of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int")) {
            row.next();
            return new PostgresVersion(row.getInt(1));
        }
    }

    void requireSupported(Login server) {
        if (number < OLDEST_MAJOR * MAJOR) {
            throw new DatabaseFailure(
                    "The PostgreSQL at %s is version %s, but Stadtkern needs %d or newer."
                            .formatted(server, this, OLDEST_MAJOR),
                    "Upgrade that server, or leave out --db to use the embedded PostgreSQL.");
        }
    }

    @Override
    public String toString() {
        return number / MAJOR + "." + number % MAJOR;
    }
}
