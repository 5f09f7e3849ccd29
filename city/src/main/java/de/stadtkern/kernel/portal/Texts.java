package de.stadtkern.kernel.portal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The texts of all rooms, from the {@code messages_*.properties} beside their code. */
@Component
public class Texts {

    private final Map<Language, Properties> byLanguage = new EnumMap<>(Language.class);

    Texts() throws IOException {
        var resources = new PathMatchingResourcePatternResolver();
        for (Language language : Language.values()) {
            Properties all = new Properties();
            String files = "classpath*:de/stadtkern/**/messages_" + language.fileSuffix() + ".properties";
            for (Resource file : resources.getResources(files)) {
                try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    all.load(reader);
                }
            }
            byLanguage.put(language, all);
        }
    }

    /** The text with its places filled ({@link MessageFormat}); the key itself when there is no such text. */
    public String text(Language language, String key, Object... arguments) {
        String pattern = properties(language).getProperty(key);
        return pattern == null ? key : new MessageFormat(pattern, language.locale()).format(arguments);
    }

    /** All keys that this language has. */
    Set<String> keys(Language language) {
        return properties(language).stringPropertyNames();
    }

    private Properties properties(Language language) {
        return byLanguage.getOrDefault(language, new Properties());
    }
}
