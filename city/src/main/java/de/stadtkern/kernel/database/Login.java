package de.stadtkern.kernel.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** How a server is reached. The URL may carry user and password itself; then these are null. */
record Login(String url, @Nullable String user, @Nullable String password) {

    static final String EXAMPLE = "jdbc:postgresql://host:5432/stadtkern?user=stadtkern&password=…";

    private static final Pattern SECRET = Pattern.compile("(?i)(password=)[^&]*");
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);

    Connection connect() throws SQLException {
        return connect(TIME_TO_ANSWER);
    }

    Connection connect(Duration timeToAnswer) throws SQLException {
        String seconds = Long.toString(timeToAnswer.toSeconds());
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        if (user != null && password != null) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        return DriverManager.getConnection(url, properties);
    }

    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null && password != null) {
            source.setUser(user);
            source.setPassword(password);
        }
        return source;
    }

    /** Never shows a password: this text reaches logs and consoles. */
    @Override
    public String toString() {
        return SECRET.matcher(url).replaceAll("$1***");
    }
}
