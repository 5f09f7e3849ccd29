package de.stadtkern.bench.observations;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server under load.
 *
 * @param root of SensorThings with its version, without a slash at the end
 * @param mqtt where it takes MQTT, null when it does not
 * @param key the API key for writing, null when the server asks for none
 * @param processes of the server and its database, to tell their CPU; empty when they are not on this machine
 */
record Target(
        URI root,
        @Nullable InetSocketAddress mqtt,
        @Nullable String key,
        List<Long> processes) {

    int port() {
        return root.getPort() < 0 ? 80 : root.getPort();
    }

    /** The first level of an MQTT topic: the version. */
    String topic(String path) {
        String way = root.getPath();
        return way.substring(way.lastIndexOf('/') + 1) + "/" + path;
    }

    /** The head of a request, up to the fields that describe its body. */
    String head(String method, String path) {
        return method + " " + root.getPath() + "/" + encoded(path) + " HTTP/1.1\r\nHost: " + root.getAuthority()
                + "\r\n" + (key == null ? "" : "Authorization: Bearer " + key + "\r\n");
    }

    static String encoded(String path) {
        return path.replace(" ", "%20").replace("'", "%27").replace("\"", "%22");
    }

    /** The id of an entity as it stands in an address, turned into JSON. */
    static String json(String id) {
        return id.startsWith("'") ? '"' + id.substring(1, id.length() - 1) + '"' : id;
    }
}
