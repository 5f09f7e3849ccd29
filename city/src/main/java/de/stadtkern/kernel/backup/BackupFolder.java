package de.stadtkern.kernel.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of the backups by the clock. Files whose names are not ours are never touched. */
record BackupFolder(Path folder) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'stadtkern-'uuuuMMdd'T'HHmmss'Z.zip'").withZone(ZoneOffset.UTC);

    Path fileOf(Instant moment) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(NAME.format(moment.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Removes what the rotation does not keep, and drafts of programs that were killed. */
    void clear(Rotation rotation) throws IOException {
        Map<Instant, Path> taken = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("stadtkern-\\d{8}T\\d{6}Z\\.zip\\.unfinished")) {
                    Files.delete(file);
                }
                putIfOurs(name, file, taken);
            }
        }
        for (Instant superfluous : rotation.superfluous(taken.keySet())) {
            Files.delete(taken.get(superfluous));
        }
    }

    private static void putIfOurs(String name, Path file, Map<Instant, Path> taken) {
        try {
            taken.put(NAME.parse(name, Instant::from), file);
        } catch (DateTimeParseException notOurs) {
            return;
        }
    }
}
