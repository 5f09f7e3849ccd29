package de.stadtkern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every folder of the program looks like. */
class ModuleShapeTest {

    private static final Path PROGRAM = Path.of("src/main/java/de/stadtkern");
    private static final int MOST_FILES_OF_A_SERVICE = 20;
    private static final int MOST_LINES = 400;
    private static final Pattern EMPTY_WORDS =
            Pattern.compile(".*(Manager|Helper|Util|Utils|Impl|(?<!Personal)Data|Info|Service)\\.java");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^(/\\*\\*.*?\\*/\\s*)?((?:@[^\\n]*\\n(?:    [^\\n]*\\n|\\)\\n)*)*)public (?:final |sealed |abstract )*"
                    + "(?:@interface|class|record|interface|enum) ",
            Pattern.DOTALL);

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        for (Path folder : folders()) {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readString(info)).contains("/**").contains("@NullMarked");
        }
    }

    @Test
    void everyRoomNamesWhatItMayUse() throws IOException {
        for (Path room : rooms()) {
            assertThat(Files.readString(room.resolve("package-info.java")))
                    .as("%s", room)
                    .contains("@ApplicationModule(")
                    .contains("id = \"" + room.getFileName() + "\"")
                    .contains("allowedDependencies");
        }
    }

    @Test
    void aServiceIsFlatAndSmall() throws IOException {
        for (Path service : children(PROGRAM.resolve("services"))) {
            assertThat(files(service, ".java"))
                    .as("%s", service)
                    .hasSizeLessThanOrEqualTo(MOST_FILES_OF_A_SERVICE)
                    .allSatisfy(file -> assertThat(file.getParent()).isEqualTo(service));
        }
    }

    @Test
    void noFileIsLongAndNoNameIsEmpty() throws IOException {
        for (Path file : files(PROGRAM, ".java")) {
            assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(MOST_LINES);
            assertThat(file.getFileName().toString()).doesNotMatch(EMPTY_WORDS);
        }
    }

    @Test
    void everyPublicTypeSaysWhatItIs() throws IOException {
        for (Path file : files(PROGRAM, ".java")) {
            var type = PUBLIC_TYPE.matcher(Files.readString(file));
            if (type.find()) {
                assertThat(type.group(1))
                        .as("Javadoc of the public type in %s", file)
                        .isNotNull();
            }
        }
    }

    @Test
    void migrationsAndTextsCarryTheNameOfTheirRoom() throws IOException {
        for (Path room : rooms()) {
            for (Path migration : files(room, ".sql")) {
                assertThat(migration.getFileName().toString())
                        .matches("V\\d{8}_\\d{4}__" + room.getFileName() + "_[a-z_]+\\.sql");
            }
            for (Path texts : files(room, ".properties")) {
                assertThat(Files.readAllLines(texts))
                        .as("%s", texts)
                        .allSatisfy(line -> assertThat(line).startsWith(room.getFileName() + "."));
            }
        }
    }

    private static List<Path> rooms() throws IOException {
        return Stream.concat(
                        children(PROGRAM.resolve("kernel")).stream(), children(PROGRAM.resolve("services")).stream())
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    private static List<Path> folders() throws IOException {
        return files(PROGRAM, ".java").stream().map(Path::getParent).distinct().toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
