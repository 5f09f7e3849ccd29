package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * {@code $batch}: many requests in one (18-088, section 11), as multipart/mixed or as JSON. A change set is done as a
 * whole or not at all; later requests can name what earlier ones have created, as {@code $} and their id.
 */
@Component
class Batch {

    private static final int MOST = 1000;

    private final Protocol protocol;
    private final TransactionTemplate transaction;
    private final HandlerExceptionResolver answers;

    Batch(
            Protocol protocol,
            PlatformTransactionManager transactions,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        this.protocol = protocol;
        this.transaction = new TransactionTemplate(transactions);
        this.answers = answers;
    }

    /**
     * One of the requests.
     *
     * @param group the change set; null when it stands alone
     */
    record Part(@Nullable String id, @Nullable String group, String method, String url, Call.Content content) {}

    /** What became of one. */
    record Answered(
            @Nullable String id, @Nullable String group, int status, Map<String, String> headers, byte[] body) {}

    void answer(Call call, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean multipart = call.content().is("multipart/mixed");
        List<Part> parts = multipart ? MultipartBatch.read(call.content()) : JsonBatch.read(call.body());
        if (parts.size() > MOST) {
            throw Refusal.badInput("observations.refusal.batch-size", MOST, parts.size());
        }
        List<Answered> answered = new Run(call, request, response).all(parts);
        Reply reply = new HttpReply(response);
        if (multipart) {
            MultipartBatch.write(answered, reply);
        } else {
            JsonBatch.write(answered, reply);
        }
    }

    /** One batch at work. */
    private final class Run {

        private final Call batch;
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final Map<String, String> created = new HashMap<>();

        Run(Call batch, HttpServletRequest request, HttpServletResponse response) {
            this.batch = batch;
            this.request = request;
            this.response = response;
        }

        List<Answered> all(List<Part> parts) {
            List<Answered> answered = new ArrayList<>();
            for (int from = 0; from < parts.size(); ) {
                int to = from + 1;
                String group = parts.get(from).group();
                while (group != null
                        && to < parts.size()
                        && group.equals(parts.get(to).group())) {
                    to++;
                }
                answered.addAll(group == null ? List.of(alone(parts.get(from))) : together(parts.subList(from, to)));
                from = to;
            }
            return answered;
        }

        private Answered alone(Part part) {
            try {
                return one(part);
            } catch (Refusal refusal) {
                return refused(part, null, refusal);
            }
        }

        /** A change set: all answers, or the first refusal for every one of them. */
        private List<Answered> together(List<Part> parts) {
            Map<String, String> before = Map.copyOf(created);
            try {
                return Objects.requireNonNull(transaction.execute(
                        status -> parts.stream().map(this::one).toList()));
            } catch (Refusal refusal) {
                created.keySet().retainAll(before.keySet());
                return parts.stream()
                        .map(part -> refused(part, part.group(), refusal))
                        .toList();
            }
        }

        private Answered one(Part part) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int[] status = new int[1];
            Map<String, String> headers = new LinkedHashMap<>();
            try {
                protocol.answer(call(part), (code, given) -> {
                    status[0] = code;
                    headers.putAll(given);
                    return body;
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String location = headers.get("Location");
            if (part.id() != null && location != null) {
                created.put(part.id(), location.substring(batch.root().length() + 1));
            }
            return new Answered(part.id(), part.group(), status[0], headers, body.toByteArray());
        }

        private Call call(Part part) {
            String url = relative(part.url());
            int question = url.indexOf('?');
            String path = question < 0 ? url : url.substring(0, question);
            String content = new String(part.content().bytes(), StandardCharsets.UTF_8);
            for (var known : created.entrySet()) {
                String name = "$" + known.getKey();
                String entity = known.getValue();
                if (path.equals(name) || path.startsWith(name + "/")) {
                    path = entity + path.substring(name.length());
                }
                content = content.replace(
                        "\"" + name + "\"", entity.substring(entity.indexOf('(') + 1, entity.length() - 1));
            }
            return new Call(
                    part.method(),
                    batch.root(),
                    path,
                    Call.options(question < 0 ? null : url.substring(question + 1)),
                    new Call.Content(part.content().type(), content.getBytes(StandardCharsets.UTF_8)),
                    null);
        }

        private String relative(String url) {
            String path =
                    url.startsWith(batch.root()) ? url.substring(batch.root().length()) : url;
            return path.replaceFirst("^" + SensorThingsApi.BASE + "v1\\.[01]", "")
                    .replaceAll("^/+|/+$", "");
        }

        private Answered refused(Part part, @Nullable String group, Refusal refusal) {
            CapturedResponse response = new CapturedResponse(this.response);
            answers.resolveException(request, response, null, refusal);
            return new Answered(
                    part.id(),
                    group,
                    refusal.status().value(),
                    Map.of("Content-Type", "application/problem+json"),
                    response.body());
        }
    }
}
