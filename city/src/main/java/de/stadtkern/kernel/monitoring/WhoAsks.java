package de.stadtkern.kernel.monitoring;

import de.stadtkern.kernel.identity.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts numbers of the person and the municipalities into the log lines of a request, never a name. */
@Component
class WhoAsks implements HandlerInterceptor, WebMvcConfigurer {

    private final Access access;

    WhoAsks(Access access) {
        this.access = access;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/assets/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        access.findPerson().ifPresent(person -> {
            MDC.put("person", Long.toString(person.id()));
            MDC.put(
                    "municipality",
                    person.roles().keySet().stream()
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")));
        });
        return true;
    }
}
