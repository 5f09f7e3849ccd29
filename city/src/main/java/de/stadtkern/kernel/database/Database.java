package de.stadtkern.kernel.database;

import javax.sql.DataSource;

/** The server that holds the rows. */
public sealed interface Database extends AutoCloseable permits EmbeddedPostgres, ExternalPostgres {

    /** New connections, also after the server had to be started again. */
    DataSource source();

    @Override
    void close();
}
