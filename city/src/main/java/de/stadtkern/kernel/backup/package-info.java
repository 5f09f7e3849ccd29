/**
 * What is kept twice: a backup of all rows in one file, written while the town runs, and back again – also into another
 * version of PostgreSQL. By the clock, with old files cleared away, and told where people look when it fails.
 */
@NullMarked
@ApplicationModule(
        id = "backup",
        displayName = "Backup",
        allowedDependencies = {"database"})
package de.stadtkern.kernel.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
