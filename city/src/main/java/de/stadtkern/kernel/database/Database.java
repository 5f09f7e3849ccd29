package de.stadtkern.kernel.database;

/** The server that holds the rows. */
sealed interface Database extends AutoCloseable permits EmbeddedPostgres, ExternalPostgres {

    Login login();

    @Override
    void close();
}
