package de.stadtkern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads instances, whatever their format; it shows in the content. */
final class Samples {

    private Samples() {}

    static List<Sample> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        }
    }

    private static Optional<Sample> read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
            if (text.contains("LISTA_ARISTAS_REQ") && text.contains("DEPOSITO :") && !text.contains("<keyword>")) {
                return Optional.of(new Carplib(name, text).sample());
            }
            if (text.contains("CUSTOMER") && text.contains("READY TIME")) {
                return Optional.of(new Solomon(name, text).sample());
            }
            if (text.contains("DEMAND_SECTION")) {
                return Optional.of(new Tsplib(name, text).sample());
            }
            return Optional.empty();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** As many vehicles as Vidal (2022) allows when an instance does not limit them. */
    static int vehicles(double demand, double capacity) {
        return (int) Math.ceil(1.3 * demand / capacity) + 3;
    }
}
