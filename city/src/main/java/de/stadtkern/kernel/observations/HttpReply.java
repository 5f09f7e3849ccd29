package de.stadtkern.kernel.observations;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** The answer to a request of HTTP. */
record HttpReply(HttpServletResponse response) implements Reply {

    @Override
    public OutputStream begin(int status, Map<String, String> headers) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        return response.getOutputStream();
    }
}
