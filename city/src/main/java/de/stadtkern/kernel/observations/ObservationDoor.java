package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.observations.ObservationWriter.Stored;
import de.stadtkern.kernel.observations.ObservationWriter.Submission;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The short way for the request that comes most often: one observation with a valid API key. Everything else, and what
 * is unusual about such a request, goes the usual way ({@link SensorThingsApi}), with the same answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ObservationDoor extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Pattern OBSERVATIONS =
            Pattern.compile("(/sensorthings/v1\\.[01])/(?:(?:Multi)?Datastreams\\(([0-9]{1,18})\\)/)?Observations");
    private static final String BEARER = "Bearer ";
    private static final int MOST_BYTES = 64 * 1024;

    private final transient GroupCommit commits;
    private final transient DeviceEntrance devices;
    private final transient ObjectProvider<OpenDoor> openDoor;
    private final transient HandlerExceptionResolver answers;

    ObservationDoor(
            GroupCommit commits,
            DeviceEntrance devices,
            ObjectProvider<OpenDoor> openDoor,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        this.commits = commits;
        this.devices = devices;
        this.openDoor = openDoor;
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Matcher address = OBSERVATIONS.matcher(request.getRequestURI());
        if (!request.getMethod().equals("POST") || !address.matches() || !isSmall(request)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Device> device = findDevice(request);
        byte[] body = device.isEmpty() ? new byte[0] : request.getInputStream().readAllBytes();
        if (device.isEmpty()) {
            chain.doFilter(request, response);
        } else if (!store(device.get(), address, new Exchange(request, response, body))) {
            chain.doFilter(new Again(request, body), response);
        }
    }

    private static boolean isSmall(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length >= 0 && length <= MOST_BYTES;
    }

    private Optional<Device> findDevice(HttpServletRequest request) throws IOException {
        String header = request.getHeader("Authorization");
        if (header == null) {
            OpenDoor open = openDoor.getIfAvailable();
            return open == null ? Optional.empty() : open.findKeyFor(request).flatMap(devices::find);
        }
        return header.startsWith(BEARER)
                ? devices.find(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private record Exchange(HttpServletRequest request, HttpServletResponse response, byte[] body) {}

    /** Says no when this is not the way for it. */
    private boolean store(Device device, Matcher address, Exchange exchange) throws IOException {
        try {
            Optional<ObservationReader> plain = ObservationReader.read(exchange.body);
            if (plain.isEmpty()) {
                return false;
            }
            Long datastream = address.group(2) == null ? null : Long.valueOf(address.group(2));
            NewObservation observation = plain.get().get(datastream, exchange.request.getHeader("Idempotency-Key"));
            Stored stored = commits.await(commits.store(new Submission(observation, device.municipalityId(), true)));
            if (!stored.fresh()) {
                return false;
            }
            answer(observation, stored, root(exchange.request, address.group(1)), exchange.response);
        } catch (Refusal refusal) {
            answers.resolveException(exchange.request, exchange.response, null, refusal);
        }
        return true;
    }

    private static void answer(NewObservation observation, Stored stored, String root, HttpServletResponse response)
            throws IOException {
        byte[] json = ObservationJson.of(observation, stored, root).getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setHeader("Location", root + "/Observations(" + stored.id() + ")");
        response.setContentType(EntityReader.JSON);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    private static String root(HttpServletRequest request, String base) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port) + base;
    }

    /** The request with its body, which can be read once only, once more. */
    private static final class Again extends HttpServletRequestWrapper {

        private final byte[] body;

        Again(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("is read at once");
                }
            };
        }
    }
}
