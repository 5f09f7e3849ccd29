/**
 * Measured values from CSV files, without programming: a file is kept, read as its {@code Layout} says, shown and checked
 * before anything is stored, and then stored line by line in the background. {@code Uploads} is what people and programs
 * do, {@code Lines} what the file says, {@code UploadSchedule} the storing.
 */
@NullMarked
@ApplicationModule(
        id = "uploads",
        displayName = "Uploads",
        allowedDependencies = {"identity", "observations", "portal", "problem"})
package de.stadtkern.kernel.uploads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
