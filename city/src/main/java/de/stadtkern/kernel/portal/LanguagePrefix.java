package de.stadtkern.kernel.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the language off the address. {@code /en/winter} is served as {@code /winter} with the context path {@code
 * /en}, so that every redirect and link of the frameworks keeps the language by itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LanguagePrefix extends OncePerRequestFilter {

    private static final String ATTRIBUTE = LanguagePrefix.class.getName();

    static Language of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Language language ? language : Language.GERMAN;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        for (Language language : Language.values()) {
            if (!language.prefix().isEmpty() && startsWith(request.getRequestURI(), language.prefix())) {
                request.setAttribute(ATTRIBUTE, language);
                chain.doFilter(new Prefixed(request, language.prefix()), response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean startsWith(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private static final class Prefixed extends HttpServletRequestWrapper {

        private final String prefix;

        Prefixed(HttpServletRequest request, String prefix) {
            super(request);
            this.prefix = prefix;
        }

        @Override
        public String getContextPath() {
            return prefix;
        }

        @Override
        public String getServletPath() {
            String path = super.getServletPath().substring(prefix.length());
            return path.isEmpty() ? "/" : path;
        }
    }
}
