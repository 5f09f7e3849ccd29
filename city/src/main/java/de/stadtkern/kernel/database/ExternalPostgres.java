package de.stadtkern.kernel.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A server of the town's own, reached by JDBC URL. It is neither started nor stopped by us. */
record ExternalPostgres(DataSource source) implements Database {

    private static final String PREFIX = "jdbc:postgresql:";

    /** The server at this URL, after it has answered and turned out to be new enough. */
    static ExternalPostgres at(String url) {
        Login login = new Login(url, null, null);
        if (!url.startsWith(PREFIX)) {
            throw new DatabaseFailure(
                    "The database address %s is not a JDBC URL of PostgreSQL.".formatted(login),
                    "Give --db an address like " + Login.EXAMPLE);
        }
        try (Connection connection = login.connect()) {
            PostgresVersion.of(connection).requireSupported(login);
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    "The PostgreSQL at %s cannot be used: %s".formatted(login, e.getMessage()),
                    "Check that it runs and that host, port, database, user and password in --db are right, as in "
                            + Login.EXAMPLE,
                    e);
        }
        return new ExternalPostgres(login.source());
    }

    @Override
    public void close() {
        // The server belongs to the town: it keeps running.
    }
}
