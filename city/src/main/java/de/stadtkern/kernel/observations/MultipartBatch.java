package de.stadtkern.kernel.observations;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.stadtkern.kernel.observations.Batch.Answered;
import de.stadtkern.kernel.observations.Batch.Part;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A batch as multipart/mixed; a part that is multipart itself is a change set. */
final class MultipartBatch {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Za-z]+) (\\S+)(?: HTTP/[\\d.]+)?");

    private MultipartBatch() {}

    /** Header fields and what follows them. */
    private record Message(Map<String, String> headers, String body) {

        static Message of(String text) {
            String[] halves = text.split("\r?\n\r?\n", 2);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            halves[0].lines().forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            });
            return new Message(headers, halves.length > 1 ? halves[1] : "");
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    static List<Part> read(Call.Content content) {
        List<Part> parts = new ArrayList<>();
        read(String.valueOf(content.type()), new String(content.bytes(), UTF_8), null, parts);
        return parts;
    }

    private static void read(String type, String text, @Nullable String group, List<Part> parts) {
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw Refusal.badInput("observations.refusal.multipart", type);
        }
        String line = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        String[] pieces = ("\n" + text).split("\r?\n" + Pattern.quote(line));
        if (pieces.length < 2) {
            throw Refusal.badInput("observations.refusal.multipart", line);
        }
        for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
            Message part = Message.of(pieces[i].replaceFirst("^[ \t]*\r?\n", ""));
            if (!part.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("multipart/mixed")) {
                parts.add(part(part, group));
            } else if (group == null) {
                read(part.header("Content-Type"), part.body(), "set " + parts.size(), parts);
            } else {
                throw Refusal.badInput("observations.refusal.multipart", line);
            }
        }
    }

    private static Part part(Message part, @Nullable String group) {
        String[] halves = part.body().stripLeading().split("\r?\n", 2);
        Matcher request = REQUEST_LINE.matcher(halves[0].strip());
        if (!request.matches()) {
            throw Refusal.badInput("observations.refusal.multipart", halves[0]);
        }
        Message message = Message.of(halves.length > 1 ? "X: -\n" + halves[1] : "");
        String id = part.headers().getOrDefault("Content-ID", message.headers().get("Content-ID"));
        return new Part(
                id,
                group,
                request.group(1).toUpperCase(Locale.ROOT),
                request.group(2),
                new Call.Content(
                        message.header("Content-Type"), message.body().strip().getBytes(UTF_8)));
    }

    static void write(List<Answered> answered, Reply reply) throws IOException {
        String boundary = "batch_" + UUID.randomUUID();
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < answered.size(); ) {
            String group = answered.get(from).group();
            int to = from + 1;
            while (group != null
                    && to < answered.size()
                    && group.equals(answered.get(to).group())) {
                to++;
            }
            text.append("--").append(boundary).append("\r\n");
            if (group == null) {
                append(answered.get(from), text);
            } else {
                changeSet(answered.subList(from, to), text);
            }
            from = to;
        }
        text.append("--").append(boundary).append("--\r\n");
        try (var out = reply.begin("multipart/mixed;boundary=" + boundary)) {
            out.write(text.toString().getBytes(UTF_8));
        }
    }

    private static void changeSet(List<Answered> answered, StringBuilder text) {
        String boundary = "changeset_" + UUID.randomUUID();
        text.append("Content-Type: multipart/mixed;boundary=").append(boundary).append("\r\n\r\n");
        for (Answered one : answered) {
            text.append("--").append(boundary).append("\r\n");
            append(one, text);
        }
        text.append("--").append(boundary).append("--\r\n");
    }

    private static void append(Answered one, StringBuilder text) {
        text.append("Content-Type: application/http\r\n");
        if (one.id() != null) {
            text.append("Content-ID: ").append(one.id()).append("\r\n");
        }
        HttpStatus status = HttpStatus.valueOf(one.status());
        text.append("\r\nHTTP/1.1 ")
                .append(one.status())
                .append(' ')
                .append(status.getReasonPhrase())
                .append("\r\n");
        one.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        text.append("\r\n").append(new String(one.body(), UTF_8)).append("\r\n");
    }
}
