package de.stadtkern.kernel.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.TownTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs find every JSON interface in one description. */
@TownTest
class OpenApiTest {

    @Autowired
    MockMvc http;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Test
    void everyJsonInterfaceIsDescribedUnderANameOfItsOwn() throws Exception {
        JsonNode description = new JsonMapper()
                .readTree(http.perform(get("/openapi.json"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
        assertThat(description.path("openapi").asString()).startsWith("3.1");
        JsonNode paths = description.path("paths");
        handlers.getHandlerMethods().forEach((route, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("de.stadtkern")
                    && handler.getBeanType().isAnnotationPresent(RestController.class)) {
                for (String path : route.getPatternValues()) {
                    if (!path.startsWith("/sensorthings/v1.") && !path.startsWith("/map/")) {
                        assertThat(paths.has(path.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}")))
                                .as(path)
                                .isTrue();
                    }
                }
            }
        });
        List<String> names = new ArrayList<>();
        paths.forEach(path -> path.forEach(operation -> {
            names.add(operation.path("operationId").asString());
            assertThat(operation.path("responses").has("4XX")).isTrue();
        }));
        assertThat(names).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    }
}
