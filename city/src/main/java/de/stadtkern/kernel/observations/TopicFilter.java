package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Options;
import de.stadtkern.kernel.observations.query.Reader;
import de.stadtkern.kernel.observations.query.ResourcePath;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a subscriber wants to hear of: an address of SensorThings without its host, or a filter with wildcards. */
sealed interface TopicFilter {

    /** The topic under which the change is heard of; empty when this filter does not name it. */
    Optional<String> topicOf(Change change);

    /** What must be asked of the database about a change. */
    Question questionOf(Change change, Reader reader);

    /**
     * The same for every filter that wants the same of an entity.
     *
     * @param bound the address, when only the database knows whether it leads to the entity
     */
    record Question(
            EntityType type,
            Map<String, String> options,
            @Nullable ResourcePath bound,
            boolean property,
            Reader reader) {

        ResourcePath path() {
            return bound == null ? ResourcePath.of(type.setName()) : bound;
        }

        Options wanted() {
            Options wanted = Options.of(options);
            return property ? wanted.selecting(path().property()) : wanted;
        }
    }

    static TopicFilter of(String text) {
        int question = text.indexOf('?');
        String path = question < 0 ? text : text.substring(0, question);
        if (path.indexOf('+') >= 0 || path.indexOf('#') >= 0) {
            return Wildcards.of(text);
        }
        if (!path.startsWith(Change.ROOT)) {
            throw Refusal.notFound("observations.refusal.topic", text);
        }
        return Address.of(
                text, path.substring(Change.ROOT.length()), question < 0 ? null : text.substring(question + 1));
    }

    /** One address with its options. */
    record Address(String text, ResourcePath path, Map<String, String> options) implements TopicFilter {

        private static final Set<String> OPTIONS = Set.of("$select", "$expand", "$filter");

        static Address of(String text, String path, @Nullable String query) {
            Map<String, String> options = Call.options(query);
            for (String option : options.keySet()) {
                if (!OPTIONS.contains(option)) {
                    throw Refusal.badInput("observations.refusal.topic-option", option);
                }
            }
            ResourcePath target = ResourcePath.of(path);
            if (target.ending() != ResourcePath.Ending.NONE || target.property().size() > 1) {
                throw Refusal.notFound("observations.refusal.topic", text);
            }
            return new Address(text, target, options);
        }

        @Override
        public Optional<String> topicOf(Change change) {
            return change.type() == path.type() && mayLeadTo(change) ? Optional.of(text) : Optional.empty();
        }

        private boolean mayLeadTo(Change change) {
            if (!isPlain()) {
                return true;
            }
            Long id = path.steps().getLast().id();
            return path.steps().size() == 1
                    ? id == null || id == change.id()
                    : change.owner().equals(path.owner().orElseThrow().entities());
        }

        /** Whether the change itself tells that the address leads to it. */
        private boolean isPlain() {
            if (!path.property().isEmpty()) {
                return false;
            }
            return path.steps().size() == 1
                    || (path.type() == EntityType.OBSERVATIONS
                            && path.isCollection()
                            && path.steps().size() == 2
                            && path.steps().getFirst().id() != null
                            && path.steps().getFirst().type().table().equals("datastream"));
        }

        @Override
        public Question questionOf(Change change, Reader reader) {
            return new Question(
                    change.type(),
                    options,
                    isPlain() ? null : path,
                    !path.property().isEmpty(),
                    reader);
        }
    }

    /** A filter with {@code +} and {@code #}: of entities and sets of entities, without options. */
    record Wildcards(Pattern pattern) implements TopicFilter {

        static Wildcards of(String text) {
            boolean legal = !text.startsWith("$")
                    && text.indexOf('?') < 0
                    && Stream.of(text.split("/", -1))
                            .allMatch(level -> level.equals("+")
                                    || level.equals("#")
                                    || (level.indexOf('+') < 0 && level.indexOf('#') < 0))
                    && (text.indexOf('#') < 0 || text.equals("#") || text.indexOf("/#") == text.length() - 2);
            if (!legal) {
                throw Refusal.badInput("observations.refusal.wildcard", text);
            }
            String levels = Stream.of(text.split("/", -1))
                    .filter(level -> !level.equals("#"))
                    .map(level -> level.equals("+") ? "[^/]*" : Pattern.quote(level))
                    .collect(Collectors.joining("/"));
            String rest = text.equals("#") ? ".*" : text.endsWith("/#") ? "(/.*)?" : "";
            return new Wildcards(Pattern.compile(levels + rest));
        }

        @Override
        public Optional<String> topicOf(Change change) {
            return change.topics()
                    .filter(topic -> pattern.matcher(topic).matches())
                    .findFirst();
        }

        @Override
        public Question questionOf(Change change, Reader reader) {
            return new Question(change.type(), Map.of(), null, false, reader);
        }
    }
}
