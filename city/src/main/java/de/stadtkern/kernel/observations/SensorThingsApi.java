package de.stadtkern.kernel.observations;

import static org.springframework.web.bind.annotation.RequestMethod.DELETE;
import static org.springframework.web.bind.annotation.RequestMethod.PATCH;
import static org.springframework.web.bind.annotation.RequestMethod.POST;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

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

    @GetMapping({BASE + "v1.1", BASE + "v1.1/**", BASE + "v1.0", BASE + "v1.0/**"})
    void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protocol.answer(call(request), new HttpReply(response));
    }

    @RequestMapping(
            path = {BASE + "v1.1/**", BASE + "v1.0/**"},
            method = {POST, PATCH, PUT, DELETE})
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = call(request);
        if (call.path().equals("$batch") && call.method().equals("POST")) {
            batch.answer(call, request, response);
        } else {
            protocol.answer(call, new HttpReply(response));
        }
    }

    /** The address by which the client came. */
    private static String root(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port)
                + request.getContextPath();
    }

    private static Call.Content content(HttpServletRequest request) throws IOException {
        return BodyLimit.CHANGING.contains(request.getMethod())
                ? new Call.Content(
                        request.getContentType(), request.getInputStream().readAllBytes())
                : Call.Content.NONE;
    }

    static Call call(HttpServletRequest request) throws IOException {
        String uri = request.getRequestURI().substring(request.getContextPath().length());
        int version = BASE.length() + VERSION_LENGTH;
        String path = URLDecoder.decode(uri.substring(version).replace("+", "%2B"), StandardCharsets.UTF_8);
        return new Call(
                request.getMethod(),
                root(request) + uri.substring(0, version),
                path.replaceAll("^/+|/+$", ""),
                Call.options(request.getQueryString()),
                content(request),
                request.getHeader("Idempotency-Key"));
    }
}
