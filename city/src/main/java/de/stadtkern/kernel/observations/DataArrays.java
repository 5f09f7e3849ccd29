package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.observations.ObservationWriter.Stored;
import de.stadtkern.kernel.observations.ObservationWriter.Submission;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code CreateObservations}: many observations of several datastreams in one request (18-088, section 14.2). */
@Component
class DataArrays {

    private final GroupCommit commits;
    private final Access access;

    DataArrays(GroupCommit commits, Access access) {
        this.commits = commits;
        this.access = access;
    }

    /** The address of each observation, or "error" for one that breaks a rule. */
    JsonNode create(Call call) {
        List<@Nullable NewObservation> observations = read(call);
        long municipality = access.device().municipalityId();
        List<Submission> submissions = new ArrayList<>();
        for (NewObservation one : observations) {
            if (one != null) {
                submissions.add(new Submission(one, municipality, true));
            }
        }
        var stored = commits.storeAll(submissions).iterator();
        ArrayNode links = Call.JSON.createArrayNode();
        for (NewObservation one : observations) {
            Long id = one == null ? null : findId(stored.next());
            links.add(id == null ? "error" : call.root() + "/Observations(" + id + ")");
        }
        return links;
    }

    private @Nullable Long findId(CompletableFuture<Stored> stored) {
        try {
            return commits.await(stored).id();
        } catch (Refusal refusal) {
            requireTheirOwnFault(refusal);
            return null;
        }
    }

    private static void requireTheirOwnFault(Refusal refusal) {
        if (refusal.status() != HttpStatus.BAD_REQUEST && refusal.status() != HttpStatus.NOT_FOUND) {
            throw refusal;
        }
    }

    /** In their order; null for one that cannot be read. */
    private static List<@Nullable NewObservation> read(Call call) {
        List<@Nullable NewObservation> observations = new ArrayList<>();
        try (JsonParser json = Call.JSON.createParser(call.content().bytes())) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw notAnArray("CreateObservations", json);
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                new Group(json).read(observations);
            }
            if (json.nextToken() != null) {
                throw Refusal.badInput("observations.refusal.not-json", "more than one value");
            }
            return observations;
        } catch (JacksonException e) {
            throw Refusal.badInput("observations.refusal.not-json", e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
    }

    private static Refusal notAnArray(String name, JsonParser json) {
        return Refusal.badInput(
                "observations.refusal.not-an-array", name, Body.shortened((JsonNode) json.readValueAsTree()));
    }

    /** The observations of one datastream. */
    private static final class Group {

        private final JsonParser json;
        private final ObservationReader head;
        private final List<@Nullable ObservationReader> rows = new ArrayList<>();
        private @Nullable List<String> components;
        private @Nullable JsonNode early;
        private boolean complete;

        Group(JsonParser json) {
            this.json = json;
            this.head = new ObservationReader(json);
        }

        void read(List<@Nullable NewObservation> observations) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw Refusal.badInput(
                        "observations.refusal.not-an-object", Body.shortened((JsonNode) json.readValueAsTree()));
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                member(name);
            }
            if (early != null) {
                try (JsonParser tokens = Call.JSON.treeAsTokens(early)) {
                    tokens.nextToken();
                    rows(tokens);
                }
            }
            finish(observations);
        }

        private void member(String name) {
            switch (name) {
                case "Datastream", "MultiDatastream" -> head.member(name);
                case "components" -> components = components(json.readValueAsTree());
                case "dataArray" -> {
                    if (components == null) {
                        early = json.readValueAsTree();
                    } else {
                        rows(json);
                    }
                }
                default -> json.skipChildren();
            }
        }

        private static List<String> components(JsonNode names) {
            if (!names.isArray()) {
                throw Refusal.badInput("observations.refusal.not-an-array", "components", Body.shortened(names));
            }
            return names.valueStream().map(name -> name.asString("")).toList();
        }

        private void rows(JsonParser from) {
            if (from.currentToken() != JsonToken.START_ARRAY) {
                throw notAnArray("dataArray", from);
            }
            while (from.nextToken() != JsonToken.END_ARRAY) {
                boolean array = from.currentToken() == JsonToken.START_ARRAY;
                rows.add(array ? row(from) : null);
                if (!array) {
                    from.skipChildren();
                }
            }
            complete = true;
        }

        /** Null when it cannot be read; whatever it is, the parser then stands at its end. */
        private @Nullable ObservationReader row(JsonParser from) {
            List<String> names = components == null ? List.of() : components;
            ObservationReader reader = new ObservationReader(from);
            int values = 0;
            boolean readable = true;
            while (from.nextToken() != JsonToken.END_ARRAY) {
                readable = readable && values < names.size() && isRead(reader, names.get(values++));
                from.skipChildren();
            }
            return readable && values == names.size() ? reader : null;
        }

        private static boolean isRead(ObservationReader reader, String component) {
            try {
                reader.member(component);
                return true;
            } catch (Refusal unreadable) {
                return false;
            }
        }

        private void finish(List<@Nullable NewObservation> observations) {
            if (components == null || !complete) {
                throw Refusal.badInput("observations.refusal.missing", components == null ? "components" : "dataArray");
            }
            long datastream = head.datastream();
            for (ObservationReader row : rows) {
                observations.add(row == null ? null : observation(row, datastream));
            }
        }

        private static @Nullable NewObservation observation(ObservationReader row, long datastream) {
            try {
                return row.get(datastream, null);
            } catch (Refusal incomplete) {
                return null;
            }
        }
    }
}
