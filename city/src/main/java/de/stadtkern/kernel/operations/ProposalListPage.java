package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.operations.ProposalRows.Filter;
import de.stadtkern.kernel.operations.ProposalRows.Wanted;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** All proposals, also those that are decided, postponed or lapsed, to be filtered and taken along as CSV. */
@Controller
class ProposalListPage {

    private final Proposals proposals;
    private final ProposalRows rows;
    private final DecisionRows decisions;
    private final Municipalities municipalities;
    private final Access access;
    private final Clock clock;

    ProposalListPage(
            Proposals proposals,
            ProposalRows rows,
            DecisionRows decisions,
            Municipalities municipalities,
            Access access,
            Clock clock) {
        this.proposals = proposals;
        this.rows = rows;
        this.decisions = decisions;
        this.municipalities = municipalities;
        this.access = access;
        this.clock = clock;
    }

    /** A row of the table. */
    private record Line(
            Proposal proposal,
            Proposal.State state,
            @Nullable Decision decision) {}

    @Bean
    static NavigationEntry proposalsEntry() {
        return new NavigationEntry("/operations/proposals", "operations.proposal-list", Permission.SEE_OPERATIONS, 21);
    }

    @GetMapping("/operations/proposals")
    ModelAndView list(Page page, Form asked) {
        Form form = asked.value("state").isEmpty() ? asked.with("state", Wanted.OPEN) : asked;
        Set<Long> readable = access.requireReadable(Proposals.RECORD);
        Instant now = clock.instant();
        List<Proposal> found = proposals.list(filter(form));
        Map<Long, Decision> decided =
                decisions.findOf(found.stream().map(Proposal::id).toList());
        List<Line> lines = found.stream()
                .map(one -> new Line(one, one.stateAt(now), decided.get(one.id())))
                .toList();
        return page.view("kernel/operations/proposals", form)
                .addObject("states", choices(page, "operations.proposal.state.", Wanted.values()))
                .addObject("urgencies", allFirst(page, choices(page, "operations.urgency.", Urgency.values())))
                .addObject("sources", allFirst(page, sources(page, readable)))
                .addObject("municipalities", allFirst(page, municipalities(readable)))
                .addObject("proposals", table(page).show(page, lines))
                .addObject(
                        "mayPropose",
                        page.person() != null
                                && !page.person()
                                        .municipalitiesWith(Permission.PROPOSE)
                                        .isEmpty());
    }

    /** The fields state, urgency, source and municipality. */
    static Filter filter(Form form) {
        String municipality = form.value("municipality").strip();
        if (!municipality.matches("\\d{0,18}")) {
            throw Refusal.badInput("operations.refusal.municipality", municipality)
                    .at("municipality");
        }
        return new Filter(
                form.choice("state", Wanted.class),
                form.value("urgency").isBlank() ? null : form.choice("urgency", Urgency.class),
                form.value("source").strip(),
                municipality.isEmpty() ? Set.of() : Set.of(Long.parseLong(municipality)));
    }

    private static List<Choice> choices(Page page, String key, Enum<?>... all) {
        return Arrays.stream(all)
                .map(one -> new Choice(one.name(), page.text(key + one.name())))
                .toList();
    }

    private static List<Choice> allFirst(Page page, List<Choice> choices) {
        List<Choice> all = new ArrayList<>(choices);
        all.addFirst(new Choice("", page.text("operations.filter.all")));
        return all;
    }

    private List<Choice> sources(Page page, Set<Long> readable) {
        List<Choice> sources = new ArrayList<>(choices(page, "operations.raiser.kind.", Raiser.Kind.values()));
        rows.listSources(readable).forEach(source -> sources.add(new Choice(source, sourceName(page, source))));
        return sources;
    }

    private List<Choice> municipalities(Set<Long> readable) {
        return readable.stream()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
    }

    /** As the room calls itself. */
    private static String sourceName(Page page, String source) {
        String key = source + ".as-source";
        String name = page.text(key);
        return name.equals(key) ? source : name;
    }

    private Table<Line> table(Page page) {
        return Table.<Line>named("proposals")
                .column(
                        "proposal",
                        "operations.proposal",
                        line -> Cell.link(
                                page.url("/operations/proposals/"
                                        + line.proposal().id()),
                                page.text(line.proposal().headline())))
                .column(
                        "place",
                        "operations.place",
                        line -> Cell.text(line.proposal().place()))
                .column(
                        "urgency",
                        "operations.urgency",
                        line -> Cell.badge(
                                line.proposal().priority().urgency().mark(),
                                page.text("operations.urgency."
                                        + line.proposal().priority().urgency())))
                .column(
                        "state",
                        "operations.proposal.state",
                        line -> Cell.badge(
                                ProposalWording.mark(
                                        line.state(), line.proposal().priority().urgency()),
                                page.text("operations.proposal.state." + line.state())))
                .column(
                        "source",
                        "operations.source",
                        line -> Cell.text(sourceName(page, line.proposal().source())))
                .column(
                        "raised",
                        "operations.raised-at",
                        line -> Cell.time(line.proposal().raisedAt()))
                .column(
                        "decide-by",
                        "operations.decide-by-at",
                        line -> Cell.time(line.proposal().priority().decideBy()))
                .column(
                        "valid",
                        "operations.valid-until-at",
                        line -> Cell.time(line.proposal().validUntil()))
                .column("decision", "operations.decision", line -> decision(page, line.decision()))
                .column(
                        "minutes",
                        "operations.time-to-decision",
                        line -> line.decision() == null
                                ? Cell.empty()
                                : Cell.number(
                                        ProposalWording.minutes(
                                                line.proposal(), line.decision().decidedAt()),
                                        0,
                                        "min"));
    }

    private static Cell decision(Page page, @Nullable Decision decision) {
        return decision == null
                ? Cell.empty()
                : Cell.text(page.text(decision.measure()))
                        .note(decision.personName() + ", " + page.time(decision.decidedAt()));
    }
}
