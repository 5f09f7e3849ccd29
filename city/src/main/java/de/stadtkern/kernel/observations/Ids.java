package de.stadtkern.kernel.observations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Numbers of entities. */
final class Ids {

    private Ids() {}

    /** Those in the first column. */
    static Long[] read(ResultSet rows) throws SQLException {
        List<Long> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(rows.getLong(1));
        }
        return ids.toArray(Long[]::new);
    }
}
