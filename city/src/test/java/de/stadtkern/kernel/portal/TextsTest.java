package de.stadtkern.kernel.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern KEY = Pattern.compile(
            "\"((?:accounts|alarms|containers|devices|fixedtours|forecasts|home|portal|identity|monitoring|observations|occasions|open311|operations|reporting|reportdesk|reports|roadweather|streets|sweeping|uploads|waste|wastefigures|wastetours|winter|winterplans)\\.[a-zA-Z0-9.-]*[a-zA-Z0-9])\"");
    private static final Set<String> NOT_TEXTS = Set.of(
            "alarms.record",
            "alarms.rule",
            "containers.geojson",
            "roadweather.frost-rule",
            "observations.mqtt.messages",
            "observations.uplinks");

    private final Texts texts = texts();

    @Test
    void everyLanguageHasTheSameTexts() {
        Set<String> german = new TreeSet<>(texts.keys(Language.GERMAN));

        assertThat(german).hasSizeGreaterThan(100);
        assertThat(new TreeSet<>(texts.keys(Language.ENGLISH))).isEqualTo(german);
        assertThat(new TreeSet<>(texts.keys(Language.EASY_GERMAN))).isEqualTo(german);
    }

    @Test
    void everyTextThatIsNamedExists() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(TextsTest::namesTexts).toList()) {
                KEY.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .filter(key -> !NOT_TEXTS.contains(key))
                        .forEach(key -> assertThat(isKnown(key))
                                .as("%s in %s", key, file)
                                .isTrue());
            }
        }
    }

    @Test
    void everyPatternCanBeFilled() {
        for (Language language : Language.values()) {
            for (String key : texts.keys(language)) {
                assertThat(texts.text(language, key, 1, 2, 3)).isNotBlank();
            }
        }
    }

    /** A whole key, or the beginning to which the code adds the rest. */
    private boolean isKnown(String key) {
        return texts.keys(Language.GERMAN).stream().anyMatch(known -> known.equals(key) || known.startsWith(key + "."));
    }

    private static boolean namesTexts(Path file) {
        String name = file.toString();
        return name.endsWith(".jte")
                || (name.endsWith(".java") && !name.contains("/demo/") && !name.endsWith("Settings.java"));
    }

    private static Texts texts() {
        try {
            return new Texts();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
