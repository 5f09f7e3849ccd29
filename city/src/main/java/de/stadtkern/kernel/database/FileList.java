package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** What lies in a folder, with checksums, written down in its file {@code files.crc32c}. */
final class FileList {

    private static final String NAME = "files.crc32c";

    private FileList() {}

    static void write(Path folder) throws IOException {
        Files.write(folder.resolve(NAME), listed(folder));
    }

    /** Whether everything still lies there as it was written down. */
    static boolean isIntact(Path folder) throws IOException {
        Path list = folder.resolve(NAME);
        return Files.exists(list) && Arrays.equals(Files.readAllBytes(list), listed(folder));
    }

    private static byte[] listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> ours = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.endsWith(NAME))
                    .sorted()
                    .toList();
            return listed(folder, ours);
        }
    }

    private static byte[] listed(Path folder, List<Path> files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files) {
            CRC32C checksum = new CRC32C();
            checksum.update(Files.readAllBytes(file));
            lines.append("%08x %s%n".formatted(checksum.getValue(), folder.relativize(file)));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
