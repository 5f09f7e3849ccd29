package de.stadtkern.services.open311;

import de.stadtkern.kernel.problem.PrivateAddresses;
import de.stadtkern.kernel.reports.ReportBody.Open311;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Speaks with the Open311 interfaces of bodies outside, in XML, which each of them must know: at public addresses by https
 * alone, with limits of time and size, never where they redirect to.
 */
@Component
class Peer implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 5_000_000;
    private static final XMLInputFactory XML = factory();

    private final Open311Settings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Peer(Open311Settings settings) {
        this.settings = settings;
    }

    /** It did not do what was asked: a text that says why, or a key of one. */
    static final class Unwilling extends Exception {

        private static final long serialVersionUID = 1;

        Unwilling(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** @param path below the interface, without format */
    List<Map<String, String>> get(Open311 peer, String path, Map<String, String> parameters) throws Unwilling {
        return send(HttpRequest.newBuilder(address(peer, path, "?" + form(with(peer, parameters, null)))));
    }

    List<Map<String, String>> post(Open311 peer, String path, Map<String, String> parameters) throws Unwilling {
        return send(HttpRequest.newBuilder(address(peer, path, ""))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(form(with(peer, parameters, peer.apiKey())))));
    }

    private List<Map<String, String>> send(HttpRequest.Builder request) throws Unwilling {
        try {
            HttpResponse<byte[]> answer = http.send(
                    request.timeout(PATIENCE)
                            .header("Accept", "text/xml, application/xml")
                            .header("User-Agent", "Stadtkern")
                            .build(),
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
            if (answer.statusCode() / 100 != 2) {
                throw new Unwilling("HTTP " + answer.statusCode() + " " + complaint(answer.body()));
            }
            return read(answer.body());
        } catch (IOException e) {
            throw new Unwilling("open311.silent");
        } catch (XMLStreamException e) {
            throw new Unwilling("XML: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unwilling("open311.silent");
        }
    }

    private static String complaint(byte[] body) {
        try {
            return read(body).stream()
                    .map(error -> error.getOrDefault("description", ""))
                    .collect(Collectors.joining(" "));
        } catch (XMLStreamException e) {
            return "";
        }
    }

    /** What stands in each element below the root, by name. */
    static List<Map<String, String>> read(byte[] body) throws XMLStreamException {
        List<Map<String, String>> items = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(body));
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                text.setLength(0);
                if (depth == 2) {
                    items.add(new LinkedHashMap<>());
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (depth == 3) {
                    items.getLast().put(xml.getLocalName(), text.toString().strip());
                }
                depth--;
            } else if (xml.hasText() && depth >= 3) {
                text.append(xml.getText());
            }
        }
        return items;
    }

    private URI address(Open311 peer, String path, String query) throws Unwilling {
        try {
            URI address = URI.create(peer.address().replaceAll("/+$", "") + "/" + path + ".xml" + query);
            String host = address.getHost();
            boolean secure = "https".equals(address.getScheme());
            boolean known = host != null && address.getUserInfo() == null;
            if (known && (secure || (settings.privateAddresses() && "http".equals(address.getScheme())))) {
                InetAddress[] addresses = InetAddress.getAllByName(host);
                if (settings.privateAddresses() || Arrays.stream(addresses).noneMatch(PrivateAddresses::contains)) {
                    return address;
                }
            }
        } catch (UnknownHostException e) {
            throw new Unwilling("open311.silent");
        } catch (IllegalArgumentException e) {
            throw new Unwilling("open311.not-allowed");
        }
        throw new Unwilling("open311.not-allowed");
    }

    private static Map<String, String> with(Open311 peer, Map<String, String> parameters, @Nullable String key) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (peer.jurisdiction() != null) {
            all.put("jurisdiction_id", peer.jurisdiction());
        }
        if (key != null) {
            all.put("api_key", key);
        }
        return all;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Nothing outside of the document is read, and nothing in it grows. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
