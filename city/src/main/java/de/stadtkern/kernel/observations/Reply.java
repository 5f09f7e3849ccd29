package de.stadtkern.kernel.observations;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Where the answer of a {@link Call} goes. Nothing is sent before it begins. */
interface Reply {

    OutputStream begin(int status, Map<String, String> headers) throws IOException;

    default OutputStream begin(String contentType) throws IOException {
        return begin(200, Map.of("Content-Type", contentType));
    }
}
