package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.portal.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The texts that the law wants on every page. */
enum TextKind {
    ACCESSIBILITY,
    PRIVACY,
    IMPRINT;

    static Optional<TextKind> find(String key) {
        return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    /** In addresses. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String textKey() {
        return "portal.site." + key();
    }

    /** What stands there until the municipality writes its own. */
    String template(Language language, String municipality) {
        String file = key() + "_" + language.tag().replace('-', '_') + ".md";
        try (var template = Objects.requireNonNull(TextKind.class.getResourceAsStream(file), file)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8).replace("{municipality}", municipality);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
