/**
 * Where the rows lie: an embedded PostgreSQL under an own supervisor, or any PostgreSQL from version 15 by JDBC URL. The
 * rooms see a {@code javax.sql.DataSource} and nothing else of it.
 */
@NullMarked
@ApplicationModule(
        id = "database",
        displayName = "Database",
        allowedDependencies = {})
package de.stadtkern.kernel.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
