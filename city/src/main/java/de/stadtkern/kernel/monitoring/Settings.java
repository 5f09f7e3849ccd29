package de.stadtkern.kernel.monitoring;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings {@code stadtkern.*} in effect. Which there are, what each means and what is built in, the compiler has
 * collected from the rooms; nothing else of the environment is ever shown.
 */
@Component
class Settings {

    private static final String OURS = "stadtkern.";
    private static final Pattern SECRET = Pattern.compile(".*(password|secret|token|key|people).*|stadtkern\\.db");

    private final Environment environment;
    private final JsonNode described;

    Settings(Environment environment) throws IOException {
        this.environment = environment;
        try (InputStream stream =
                new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
            described = new JsonMapper().readTree(stream).path("properties");
        }
    }

    /** Where a value comes from. */
    enum Source {
        OPTION,
        ENVIRONMENT,
        FILE,
        BUILT_IN
    }

    /**
     * A setting in effect.
     *
     * @param value null when there is none
     * @param secret a value that is never shown
     */
    record Setting(String key, @Nullable String value, boolean secret, Source source, String builtIn, String meaning) {}

    /** Each key once, though several rooms may read it: as the first describes it. */
    List<Setting> list() {
        Map<String, Setting> settings = new TreeMap<>();
        for (JsonNode property : described) {
            if (property.path("name").asString().startsWith(OURS)) {
                Setting setting = setting(property);
                settings.putIfAbsent(setting.key(), setting);
            }
        }
        return List.copyOf(settings.values());
    }

    private Setting setting(JsonNode property) {
        String key = property.path("name").asString();
        JsonNode builtIn = property.path("defaultValue");
        String ifNotSet = builtIn.isMissingNode() ? "" : text(builtIn);
        boolean secret = SECRET.matcher(key).matches();
        String value = environment.getProperty(key, ifNotSet);
        return new Setting(
                key,
                value.isBlank() || secret ? null : value,
                secret && (!value.isBlank() || isSet(key)),
                source(key),
                ifNotSet,
                property.path("description").asString("").replaceAll("\\{@code ([^}]*)}", "$1"));
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? String.join(",", value.valueStream().map(JsonNode::asString).toList())
                : value.asString();
    }

    private boolean isSet(String key) {
        return source(key) != Source.BUILT_IN;
    }

    /** The first source that knows the key or a part of it wins. */
    private Source source(String key) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getConfigurationProperty(name) != null
                    && source.getUnderlyingSource() instanceof PropertySource<?> underlying) {
                return named(underlying.getName());
            }
        }
        return Source.BUILT_IN;
    }

    private static Source named(String source) {
        if (source.equals("commandLineArgs")) {
            return Source.OPTION;
        }
        if (source.equals("systemEnvironment") || source.equals("systemProperties")) {
            return Source.ENVIRONMENT;
        }
        return source.contains("class path") ? Source.BUILT_IN : Source.FILE;
    }
}
