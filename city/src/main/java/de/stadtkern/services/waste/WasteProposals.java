package de.stadtkern.services.waste;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.ContainerNoticed;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.Doubt;
import de.stadtkern.kernel.containers.Level;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.Measure;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.Urgency;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Proposes what to do about one bin: what people report, and what its sensor warns of. */
@Component
@EnableConfigurationProperties(WasteSettings.class)
class WasteProposals implements ProposalSource {

    static final String SOURCE = "waste";

    private static final String VERSION = "waste.bin/1";
    private static final Measure EMPTY = new Measure("waste.measure.empty", "waste.effect.empty", null);
    private static final Measure CLEAN = new Measure("waste.measure.clean", "waste.effect.clean", null);
    private static final Measure REPAIR = new Measure("waste.measure.repair", "waste.effect.repair", null);

    private final Containers containers;
    private final Proposals proposals;
    private final WasteSettings settings;
    private final Clock clock;

    WasteProposals(Containers containers, Proposals proposals, WasteSettings settings, Clock clock) {
        this.containers = containers;
        this.proposals = proposals;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static Measure emptyBinMeasure() {
        return EMPTY;
    }

    @Bean
    static Measure cleanBinMeasure() {
        return CLEAN;
    }

    @Bean
    static Measure repairBinMeasure() {
        return REPAIR;
    }

    @Async
    @TransactionalEventListener
    void on(ContainerNoticed noticed) {
        containers
                .find(noticed.containerId())
                .filter(one -> one.fraction() != Container.Fraction.GRIT)
                .ifPresent(one -> raise(
                        one,
                        noticed.doubt().name(),
                        noticed.doubt() == Doubt.HOT ? Urgency.URGENT : Urgency.ROUTINE,
                        Raiser.RULE));
    }

    /** @param what a kind of report, or a doubt about the sensor */
    void raise(Container container, String what, Urgency urgency, Raiser by) {
        Instant now = clock.instant();
        String headline = "waste.proposal." + what;
        proposals.raise(
                new NewProposal(
                        container.municipalityId(),
                        SOURCE,
                        container.id() + "/" + what,
                        VERSION,
                        headline,
                        headline + ".why",
                        container.name() + ", " + container.place(),
                        null,
                        container.position(),
                        List.of(measure(what).over(0)),
                        List.of(),
                        now.plus(settings.validFor()),
                        evidence(container),
                        new Priority(urgency, null),
                        null,
                        by),
                settings.restAfterDecision());
    }

    private static Measure measure(String what) {
        return switch (what) {
            case "FULL" -> EMPTY;
            case "LITTER" -> CLEAN;
            default -> REPAIR;
        };
    }

    private List<Evidence> evidence(Container container) {
        Level level = containers.level(container);
        return level.share() == null || level.at() == null
                ? List.of()
                : List.of(new Evidence("waste.quantity.level", level.share() * 100, "%", level.at(), null, null));
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Evidence> situation(String subject, Instant moment) {
        return containers
                .find(Long.parseLong(subject.substring(0, subject.indexOf('/'))))
                .map(this::evidence)
                .orElse(List.of());
    }
}
