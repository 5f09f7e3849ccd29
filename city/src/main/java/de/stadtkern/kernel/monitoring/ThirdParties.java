package de.stadtkern.kernel.monitoring;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the program that others made, as the build listed them: jars in the SBOM, and packages of the pages. */
final class ThirdParties {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OURS = "de.stadtkern";

    /**
     * The poms of Spring Session 4.1.1 name a wrong licence; the text in its jars is the right one. Those of the
     * units of measurement say "BSD", which is read as that with four clauses; their sources carry three.
     */
    private static final Map<String, List<String>> CORRECTED = Map.of(
            "systems.uom:systems-quantity", List.of("BSD-3-Clause"),
            "tech.uom.lib:uom-lib-common", List.of("BSD-3-Clause"),
            "org.springframework.session:spring-session-core", List.of("Apache-2.0"),
            "org.springframework.session:spring-session-jdbc", List.of("Apache-2.0"));

    private ThirdParties() {}

    /** One part, and the licences under which it may be used. */
    record Part(String name, String version, List<String> licences) {}

    static List<Part> list() throws IOException {
        List<Part> parts = new ArrayList<>();
        for (JsonNode component : read(new ClassPathResource("META-INF/sbom/application.cdx.json"))
                .path("components")) {
            if (!component.path("group").asString("").equals(OURS)) {
                parts.add(jar(component));
            }
        }
        for (Resource description :
                new PathMatchingResourcePatternResolver().getResources("classpath:/assets/**/package.json")) {
            JsonNode part = read(description);
            parts.add(new Part(
                    part.path("name").asString(),
                    part.path("version").asString(),
                    List.of(part.path("license").asString("?"))));
        }
        parts.sort(Comparator.comparing(Part::name));
        return parts;
    }

    private static Part jar(JsonNode component) {
        String name = component.path("group").asString("") + ":"
                + component.path("name").asString();
        List<String> named = component
                .path("licenses")
                .valueStream()
                .map(ThirdParties::licence)
                .toList();
        return new Part(name, component.path("version").asString(), CORRECTED.getOrDefault(name, named));
    }

    private static String licence(JsonNode choice) {
        JsonNode licence = choice.path("license");
        return choice.path("expression")
                .asString(licence.path("id").asString(licence.path("name").asString("?")));
    }

    private static JsonNode read(Resource resource) throws IOException {
        try (InputStream stream = resource.getInputStream()) {
            return JSON.readTree(stream);
        }
    }
}
