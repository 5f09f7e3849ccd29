package de.stadtkern.kernel.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Marks a database while a backup is being restored into it, so that nobody takes it for a town's. */
public final class RestoreMark {

    private static final String TABLE = "restore_unfinished";

    private RestoreMark() {}

    /** Marks the database. */
    public static void set(Connection connection) throws SQLException {
        run(connection, "create table " + TABLE + " ()");
    }

    /** Takes the mark away, at the latest with the end of the transaction. */
    public static void remove(Connection connection) throws SQLException {
        run(connection, "drop table " + TABLE);
    }

    /** Whether a restore runs or was interrupted. */
    public static boolean isSet(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('" + TABLE + "') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Refuses a database with the mark. */
    public static void requireNone(Connection connection) throws SQLException {
        if (isSet(connection)) {
            throw new DatabaseFailure(
                    "A restore into this database runs or was interrupted; its rows are not complete.",
                    "Restore the backup again: stadtkern restore FILE");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
