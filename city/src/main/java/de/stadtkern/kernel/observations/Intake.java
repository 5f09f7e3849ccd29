package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.ObservationWriter.Submission;
import de.stadtkern.kernel.observations.query.ResourcePath;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What other rooms bring in: entities and observations, checked and stored like those that come by SensorThings. */
@Component
public class Intake {

    private final GroupCommit commits;
    private final EntityWriter writer;

    Intake(GroupCommit commits, EntityWriter writer) {
        this.commits = commits;
        this.writer = writer;
    }

    /**
     * An observation for a datastream.
     *
     * @param token makes repeating it harmless; at most 255 characters
     * @param observation as SensorThings has it
     */
    public record Value(long datastreamId, String token, JsonNode observation) {}

    /**
     * Stores them, each once. Refused, with none of them stored, when one cannot be read.
     *
     * @param patient waits as long as there is no room; refused with 503 otherwise
     * @return completes after the commit
     */
    public CompletableFuture<Void> store(long municipalityId, List<Value> values, boolean patient) {
        List<Submission> submissions = values.stream()
                .map(one -> ObservationReader.read(new Body(one.observation)).get(one.datastreamId, one.token))
                .map(one -> new Submission(one, municipalityId, false))
                .toList();
        List<? extends CompletableFuture<?>> stored =
                patient ? submissions.stream().map(commits::storeInTime).toList() : commits.storeAll(submissions);
        return CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new));
    }

    /**
     * Creates an entity with everything inside it, for the device that is signed in.
     *
     * @param set such as {@code Things}
     * @return its id
     */
    public long create(String set, JsonNode entity) {
        return writer.create(ResourcePath.of(set), new Body(entity), null);
    }

    /**
     * Changes what the entity names, for the device that is signed in.
     *
     * @param path such as {@code Things(5)}
     */
    public void change(String path, JsonNode entity) {
        writer.change(ResourcePath.of(path), new Body(entity), false);
    }
}
