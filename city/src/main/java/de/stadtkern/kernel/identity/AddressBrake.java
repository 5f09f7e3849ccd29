package de.stadtkern.kernel.identity;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What an address may cost this node without having signed in: live streams at a time, and posts to the sign-in per
 * minute, each of which computes an expensive hash or asks the database.
 */
class AddressBrake extends OncePerRequestFilter {

    private static final int STREAMS = 50;
    private static final int POSTS_PER_MINUTE = 60;
    private static final Set<String> SIGN_IN = Set.of(
            "/sign-in", "/sign-in/mail", "/sign-in/second-factor", "/login/webauthn", "/webauthn/authenticate/options");

    private final Access access;
    private final Map<String, Integer> streams = new ConcurrentHashMap<>();
    private final Map<String, Integer> posts = new ConcurrentHashMap<>();
    private volatile long minute;

    AddressBrake(Access access) {
        this.access = access;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.equals("/live") && access.findPerson().isEmpty()) {
            stream(request, response, chain);
        } else if (isSignIn(request, path) && countPost(address) > POSTS_PER_MINUTE) {
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isSignIn(HttpServletRequest request, String path) {
        return request.getMethod().equals("POST")
                && (SIGN_IN.contains(path) || path.startsWith("/welcome/") || path.startsWith("/sign-in/mail/"));
    }

    private void stream(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        if (streams.merge(address, 1, Integer::sum) > STREAMS) {
            release(address);
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new WhenOver(() -> release(address)));
            } else {
                release(address);
            }
        }
    }

    private int countPost(String address) {
        long now = System.nanoTime() / 60_000_000_000L;
        if (now != minute) {
            minute = now;
            posts.clear();
        }
        return posts.merge(address, 1, Integer::sum);
    }

    private void release(String address) {
        streams.computeIfPresent(address, (known, open) -> open > 1 ? open - 1 : null);
    }

    /** A stream ends with exactly one completion, whatever came before. */
    private record WhenOver(Runnable then) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            then.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
