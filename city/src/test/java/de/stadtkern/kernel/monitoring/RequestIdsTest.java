package de.stadtkern.kernel.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestIdsTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final AtomicReference<@Nullable String> logged = new AtomicReference<>();
    private final AtomicReference<@Nullable String> loggedTrace = new AtomicReference<>();

    @Test
    void anIdThatComesAlongIsKept() throws Exception {
        assertThat(answerTo("X-Request-Id", "proxy-4711.a")).isEqualTo("proxy-4711.a");
        assertThat(logged).hasValue("proxy-4711.a");
    }

    @Test
    void aTraceIsContinued() throws Exception {
        assertThat(answerTo("traceparent", TRACEPARENT)).isEqualTo(TRACE);
        assertThat(loggedTrace).hasValue(TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with space 1234", "<script>alert(1)</script>", "line\nbreak-12345"})
    void anIdThatIsNotWellFormedIsReplaced(String id) throws Exception {
        assertThat(answerTo("X-Request-Id", id)).isNotEqualTo(id).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "nothing"
            })
    void aTraceThatIsNotWellFormedIsNotContinued(String traceparent) throws Exception {
        answerTo("traceparent", traceparent);
        assertThat(loggedTrace.get()).isNull();
    }

    @Test
    void nothingOfARequestIsLeftForTheNext() throws Exception {
        answerTo("traceparent", TRACEPARENT);
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private String answerTo(String header, String value) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(header, value);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new RequestIds().doFilter(request, response, (asked, answered) -> {
            logged.set(MDC.get("requestId"));
            loggedTrace.set(MDC.get("traceId"));
        });
        assertThat(logged.get()).isEqualTo(response.getHeader(RequestIds.HEADER));
        return Objects.requireNonNull(response.getHeader(RequestIds.HEADER));
    }
}
