package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.Geometries;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the database, within the time that a query may take. What it cannot calculate is the question's fault: 400. */
@Component
@EnableConfigurationProperties(SensorThingsSettings.class)
class Queries implements Geometries {

    private static final int ROWS_AT_ONCE = 200;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final HangUps hangUps;
    private final int seconds;

    Queries(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            HangUps hangUps,
            SensorThingsSettings settings) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.hangUps = hangUps;
        this.seconds = (int) Math.max(1, settings.queryTime().toSeconds());
    }

    <T> T ask(Sql sql, ResultSetExtractor<T> reader) {
        return answered(sql, 0, reader);
    }

    /** Row by row from the database: however many there are, few are in memory. */
    <T> T stream(Sql sql, ResultSetExtractor<T> reader) {
        return reading.execute(status -> answered(sql, ROWS_AT_ONCE, reader));
    }

    Optional<Long> findNumber(Sql sql) {
        return ask(sql, rows -> rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty());
    }

    int change(Sql sql) {
        try {
            return jdbc.update(sql.text(), sql.binds().toArray());
        } catch (DataAccessException e) {
            throw refusal(e);
        }
    }

    @Override
    public Map<Long, String> find(Sql query) {
        Sql some = Sql.of("{} limit " + (MOST + 1), query);
        Map<Long, String> found = ask(some, rows -> {
            Map<Long, String> shapes = new HashMap<>();
            while (rows.next()) {
                shapes.put(rows.getLong(1), rows.getString(2));
            }
            return shapes;
        });
        if (found.size() > MOST) {
            throw Refusal.badInput("observations.refusal.geometries", MOST);
        }
        return found;
    }

    private <T> T answered(Sql sql, int fetchSize, ResultSetExtractor<T> reader) {
        try (HangUps.Watch watch = hangUps.watch(seconds)) {
            return jdbc.query(
                    connection -> {
                        PreparedStatement statement = connection.prepareStatement(sql.text());
                        statement.setFetchSize(fetchSize);
                        for (int i = 0; i < sql.binds().size(); i++) {
                            statement.setObject(i + 1, sql.binds().get(i));
                        }
                        watch.over(statement);
                        return statement;
                    },
                    reader);
        } catch (DataAccessException e) {
            throw refusal(e);
        }
    }

    /** What the client can do something about, as a refusal; anything else as it is. */
    RuntimeException refusal(DataAccessException e) {
        if (!(e.getMostSpecificCause() instanceof SQLException cause) || cause.getSQLState() == null) {
            return e;
        }
        return switch (cause.getSQLState().substring(0, 2)) {
            case "22" -> Refusal.badInput("observations.refusal.not-calculable", firstLine(cause));
            case "23" ->
                cause.getSQLState().equals("23505")
                        ? taken(cause)
                        : Refusal.badInput("observations.refusal.not-storable");
            case "54" -> Refusal.badInput("observations.refusal.too-complex");
            case "57" ->
                cause.getSQLState().equals("57014")
                        ? Refusal.overloaded("observations.refusal.query-time", seconds)
                        : e;
            default -> e;
        };
    }

    private static Refusal taken(SQLException e) {
        return Refusal.conflict(
                firstLine(e).contains("thing_dev_eui") ? "observations.refusal.dev-eui" : "observations.refusal.taken");
    }

    private static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.startsWith("ERROR: ") ? message.substring("ERROR: ".length()) : message;
    }
}
