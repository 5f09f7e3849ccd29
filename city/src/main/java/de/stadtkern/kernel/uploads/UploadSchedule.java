package de.stadtkern.kernel.uploads;

import de.stadtkern.kernel.observations.Intake;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stores what has been started, on one node, batch by batch. After each batch the table says how far it is; whatever
 * ends the program in between, the next run goes on from there, and what it repeats has the same token.
 */
@Component
@EnableConfigurationProperties(UploadsSettings.class)
class UploadSchedule {

    static final int LINES_OF_A_BATCH = 1_000;

    private static final int BATCHES_OF_A_RUN = 100;

    private final UploadRows rows;
    private final Intake intake;
    private final JsonMapper json;
    private final LiveUpdates liveUpdates;
    private final Clock clock;
    private final UploadsSettings settings;

    UploadSchedule(
            UploadRows rows,
            Intake intake,
            JsonMapper json,
            LiveUpdates liveUpdates,
            Clock clock,
            UploadsSettings settings) {
        this.rows = rows;
        this.intake = intake;
        this.json = json;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT5S", fixedRateString = "PT3S")
    @SchedulerLock(name = "uploads/store", lockAtMostFor = "PT10M")
    void store() {
        rows.listRunning().forEach(id -> store(id, BATCHES_OF_A_RUN));
    }

    @Scheduled(initialDelay = 11, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "uploads/forget")
    void forget() {
        rows.forget(clock.instant().minus(settings.keep()));
    }

    /** Goes on with an upload for at most so many batches. */
    void store(long id, int batches) {
        rows.find(id).filter(upload -> upload.state() == Upload.State.RUNNING).ifPresent(upload -> {
            Run run = new Run(upload, batches);
            if (Lines.read(
                    rows.content(id),
                    upload.layout(),
                    upload.latest(),
                    upload.progress().done(),
                    run::take)) {
                run.finish();
            }
        });
    }

    private ObjectNode observation(Lines.Value value) {
        return json.createObjectNode()
                .put("phenomenonTime", value.time().toString())
                .put("result", value.number());
    }

    /** One go at an upload. */
    private final class Run {

        private final Upload upload;
        private final List<Lines.Line> batch = new ArrayList<>();
        private Upload.Progress progress;
        private int left;

        Run(Upload upload, int batches) {
            this.upload = upload;
            this.progress = upload.progress();
            this.left = batches;
        }

        boolean take(Lines.Line line) {
            batch.add(line);
            return batch.size() < LINES_OF_A_BATCH || (storeBatch(false) && --left > 0);
        }

        void finish() {
            storeBatch(true);
        }

        private boolean storeBatch(boolean last) {
            List<Intake.Value> values = batch.stream()
                    .flatMap(line -> line.values().stream()
                            .map(value ->
                                    new Intake.Value(value.datastreamId(), token(line, value), observation(value))))
                    .toList();
            if (!isTaken(values)) {
                rows.move(upload.id(), Set.of(Upload.State.RUNNING), Upload.State.HALTED);
                liveUpdates.announce(Uploads.TOPIC);
                return false;
            }
            long before = progress.done();
            progress = new Upload.Progress(
                    progress.lines(),
                    before + batch.size(),
                    progress.stored() + values.size(),
                    progress.refused()
                            + batch.stream().filter(Lines.Line::isRefused).count());
            batch.clear();
            boolean mine = rows.advance(upload.id(), before, progress, last);
            liveUpdates.announce(Uploads.TOPIC);
            return mine;
        }

        /** The same file, line and column never count twice. */
        private String token(Lines.Line line, Lines.Value value) {
            return upload.sha256() + ":" + line.number() + ":" + value.column();
        }

        /** False when a datastream is no longer there. */
        private boolean isTaken(List<Intake.Value> values) {
            try {
                intake.store(upload.municipalityId(), values, true).join();
                return true;
            } catch (Refusal refusal) {
                return false;
            } catch (CompletionException e) {
                if (e.getCause() instanceof Refusal) {
                    return false;
                }
                throw e;
            }
        }
    }
}
