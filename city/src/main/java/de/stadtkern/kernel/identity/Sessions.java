package de.stadtkern.kernel.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where people are signed in at the moment. */
@Component
public class Sessions {

    /** Without use; who has not signed in is forgotten sooner (server.servlet.session.timeout). */
    private static final Duration SIGNED_IN = Duration.ofHours(12);

    private static final String BROWSER = "browser";
    private static final int LONGEST_BROWSER = 300;
    private static final int MARK_LENGTH = 16;

    private final FindByIndexNameSessionRepository<? extends Session> repository;

    Sessions(FindByIndexNameSessionRepository<? extends Session> repository) {
        this.repository = repository;
    }

    /**
     * A browser in which somebody is signed in.
     *
     * @param mark names it without giving the session away
     * @param browser as it calls itself
     */
    public record Open(String mark, Instant since, Instant lastUse, String browser, boolean current) {}

    /** Called when somebody has just signed in. */
    void begin() {
        current().ifPresent(request -> {
            HttpSession session = request.getSession();
            String browser = Objects.requireNonNullElse(request.getHeader("User-Agent"), "–");
            session.setAttribute(BROWSER, browser.substring(0, Math.min(LONGEST_BROWSER, browser.length())));
            session.setMaxInactiveInterval((int) SIGNED_IN.toSeconds());
        });
    }

    List<Open> list(String login) {
        String current = currentId();
        return repository.findByPrincipalName(login).values().stream()
                .map(session -> new Open(
                        mark(session.getId()),
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getAttributeOrDefault(BROWSER, "–"),
                        session.getId().equals(current)))
                .sorted(Comparator.comparing(Open::lastUse).reversed())
                .toList();
    }

    void endAll(String login) {
        end(login, id -> true);
    }

    void endOthers(String login) {
        String current = currentId();
        end(login, id -> !id.equals(current));
    }

    void end(String login, String mark) {
        end(login, (Predicate<String>) id -> mark(id).equals(mark));
    }

    private void end(String login, Predicate<String> which) {
        repository.findByPrincipalName(login).keySet().stream().filter(which).forEach(repository::deleteById);
    }

    private static @Nullable String currentId() {
        return current()
                .map(request -> request.getSession(false))
                .map(HttpSession::getId)
                .orElse(null);
    }

    private static Optional<HttpServletRequest> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.of(request.getRequest())
                : Optional.empty();
    }

    private static String mark(String id) {
        return Secrets.hash(id).substring(0, MARK_LENGTH);
    }
}
