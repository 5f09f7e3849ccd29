package de.stadtkern.kernel.monitoring;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code /openapi.json}: the JSON interfaces of all rooms, as they are (OpenAPI 3.1). */
@Configuration
class InterfaceDescription {

    @Bean
    static OpenAPI description(BuildProperties build) {
        return new OpenAPI()
                .info(new Info()
                        .title("Stadtkern")
                        .version(build.getVersion())
                        .description(
                                "Programs show an API key; browsers a session. Which municipalities either may see, the"
                                        + " answers know. SensorThings 1.1 lies at /sensorthings/v1.1 and is described by OGC 18-088.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                "key",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                "session",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("SESSION")));
    }

    /** Every operation has a name of its own, and is refused in the same way. */
    @Bean
    static OperationCustomizer operations() {
        return (operation, handler) -> {
            operation.setOperationId(handler.getBeanType().getSimpleName() + "."
                    + handler.getMethod().getName());
            operation
                    .getResponses()
                    .addApiResponse(
                            "4XX",
                            new ApiResponse()
                                    .description("What is wrong and how to mend it: RFC 9457")
                                    .content(new Content().addMediaType("application/problem+json", new MediaType())));
            return operation;
        };
    }
}
