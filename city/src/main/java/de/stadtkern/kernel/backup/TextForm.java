package de.stadtkern.kernel.backup;

import java.sql.Connection;
import java.sql.SQLException;

/** One way to write values as text, whatever the server or this machine are set to. */
final class TextForm {

    private TextForm() {}

    static void set(Connection connection) throws SQLException {
        Sql.run(connection, """
                set local timezone = 'UTC';
                set local datestyle = 'ISO, YMD';
                set local intervalstyle = 'iso_8601';
                set local bytea_output = 'hex';
                set local extra_float_digits = 1""");
    }
}
