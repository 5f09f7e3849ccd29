package de.stadtkern.kernel.observations;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * OGC SensorThings 1.1 over HTTP (18-088), the same under the address of version 1.0: reading for everybody, writing
 * with an API key. 201 means committed.
 */
@RestController
class SensorThingsApi {

    static final String BASE = "/sensorthings/";
    private static final int VERSION_LENGTH = "v1.1".length();

    private final Protocol protocol;
    private final Batch batch;

    SensorThingsApi(Protocol protocol, Batch batch) {
        this.protocol = protocol;
        this.batch = batch;
    }

    @RequestMapping({BASE + "v1.1", BASE + "v1.1/**", BASE + "v1.0", BASE + "v1.0/**"})
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = call(request);
        if (call.path().equals("$batch") && call.method().equals("POST")) {
            batch.answer(call, request, response);
        } else {
            protocol.answer(call, new HttpReply(response));
        }
    }

    private static Call.Content content(HttpServletRequest request) throws IOException {
        return BodyLimit.CHANGING.contains(request.getMethod())
                ? new Call.Content(
                        request.getContentType(), request.getInputStream().readAllBytes())
                : Call.Content.NONE;
    }

    private static Call call(HttpServletRequest request) throws IOException {
        String uri = request.getRequestURI().substring(request.getContextPath().length());
        int version = BASE.length() + VERSION_LENGTH;
        String path = URLDecoder.decode(uri.substring(version).replace("+", "%2B"), StandardCharsets.UTF_8);
        return new Call(
                request.getMethod(),
                ServletUriComponentsBuilder.fromContextPath(request).toUriString() + uri.substring(0, version),
                path.replaceAll("^/+|/+$", ""),
                Call.options(request.getQueryString()),
                content(request),
                request.getHeader("Idempotency-Key"));
    }
}
