package de.stadtkern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Surefire takes classes whose names end in Test, Failsafe those that end in IT; any other would silently not run. */
class EveryTestRunsTest {

    private static final Pattern TEST = Pattern.compile("@(Test|Property|Example|ParameterizedTest)\\b");

    @Test
    void everyClassWithTestsHasANameThatIsRun() throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.walk(Path.of("src/test/java")), Files.walk(Path.of("../tours/src/test/java")))) {
            List<Path> tests = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(EveryTestRunsTest::holdsTests)
                    .toList();
            assertThat(tests)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).matches(".*(Test|IT)\\.java"));
        }
    }

    private static boolean holdsTests(Path file) {
        try {
            return TEST.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
