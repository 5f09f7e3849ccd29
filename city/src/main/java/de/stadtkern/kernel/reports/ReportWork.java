package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.Measure;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.OrderMade;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.ProofKept;
import de.stadtkern.kernel.operations.Proposal;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reports that need work: proposed, ordered, proven, and closed with that. Nothing that the author wrote goes along. */
@Component
public class ReportWork implements ProposalSource {

    private static final String SOURCE = "reports";
    private static final String VERSION = "reports/1";
    private static final Measure REPAIR = new Measure("reports.measure.repair", "reports.effect.repair", null);

    private final ReportRows rows;
    private final ReportDesk desk;
    private final ReportCategories categories;
    private final Proposals proposals;
    private final WorkOrders orders;
    private final Texts texts;
    private final ReportSettings settings;
    private final Access access;
    private final Clock clock;

    ReportWork(
            ReportRows rows,
            ReportDesk desk,
            ReportCategories categories,
            Proposals proposals,
            WorkOrders orders,
            Texts texts,
            ReportSettings settings,
            Access access,
            Clock clock) {
        this.rows = rows;
        this.desk = desk;
        this.categories = categories;
        this.proposals = proposals;
        this.orders = orders;
        this.texts = texts;
        this.settings = settings;
        this.access = access;
        this.clock = clock;
    }

    @Bean
    static Measure repairReportedMeasure() {
        return REPAIR;
    }

    /**
     * Raises a proposal that somebody goes there; the same one again while nobody has decided it.
     *
     * @return the id of the proposal
     * @throws Refusal when it is closed, or nobody knows where it is
     */
    @Transactional
    public long propose(long number) {
        Report report = rows.hold(number);
        access.require(Permission.HANDLE_REPORTS, report.municipalityId());
        Position position = report.place().position();
        if (position == null || !report.state().isOpen()) {
            throw Refusal.badInput("reports.refusal.work");
        }
        ReportCategory category = categories.get(report.categoryId());
        Instant now = clock.instant();
        long proposal = proposals
                .raise(
                        new NewProposal(
                                report.municipalityId(),
                                SOURCE,
                                Long.toString(number),
                                VERSION,
                                category.names().german(),
                                "reports.proposal.why",
                                report.place().address(),
                                null,
                                position,
                                List.of(REPAIR.over(0)),
                                List.of(),
                                now.plus(settings.validFor()),
                                List.of(),
                                Priority.SOON,
                                null,
                                Raiser.report(Long.toString(number))),
                        Duration.ZERO)
                .orElseThrow();
        rows.setProposal(number, proposal);
        rows.note(report, ReportNote.Kind.WORK, null, "", access.person().name(), now);
        return proposal;
    }

    /** A person has decided that it is done. */
    @EventListener
    void on(OrderMade made) {
        Proposal proposal = orders.getUnasked(made.orderId()).proposal();
        Stream.concat(Stream.of(proposal), proposal.parts().stream())
                .filter(part -> part.source().equals(SOURCE))
                .map(part -> rows.hold(Long.parseLong(part.subject())))
                .filter(report -> report.state().isOpen())
                .forEach(report -> {
                    rows.setOrder(report.number(), made.orderId());
                    if (report.state() != State.IN_PROGRESS) {
                        desk.settle(report, State.IN_PROGRESS, "", "");
                    }
                });
    }

    /** All tours of the order are over, and none was broken off: it is done. */
    @EventListener
    void on(ProofKept proof) {
        if (proof.brokenOff() || orders.getUnasked(proof.orderId()).progress().state() != WorkOrder.State.DONE) {
            return;
        }
        rows.listOfOrder(proof.orderId()).stream()
                .map(rows::hold)
                .filter(report -> report.state().isOpen())
                .forEach(report ->
                        desk.settle(report, State.DONE, texts.text(Language.GERMAN, "reports.note.done"), ""));
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Evidence> situation(String subject, Instant moment) {
        return List.of();
    }
}
