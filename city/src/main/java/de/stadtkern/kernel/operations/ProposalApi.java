package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.operations.DecisionChoice.Where;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Proposals as JSON, for people who are signed in. Whoever decides is a person, here as on the page. */
@RestController
@RequestMapping("/operations/api/proposals")
class ProposalApi {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String SEGMENTS = "segments";

    private final Proposals proposals;
    private final Decisions decisions;
    private final DecisionRows decided;
    private final StepRows steps;
    private final UrgentProposals urgent;
    private final ProposalForm fields;
    private final Clock clock;

    ProposalApi(
            Proposals proposals,
            Decisions decisions,
            DecisionRows decided,
            StepRows steps,
            UrgentProposals urgent,
            ProposalForm fields,
            Clock clock) {
        this.proposals = proposals;
        this.decisions = decisions;
        this.decided = decided;
        this.steps = steps;
        this.urgent = urgent;
        this.fields = fields;
        this.clock = clock;
    }

    /** A proposal in a list. */
    record Line(
            Proposal.State state,
            int version,
            Proposal proposal,
            @Nullable Decision decision) {}

    /** One proposal with everything that became of it. */
    record Whole(
            Proposal.State state,
            int version,
            Proposal proposal,
            @Nullable Decision decision,
            List<Step> steps,
            List<Step.Seen> seen) {}

    @GetMapping
    List<Line> list(@RequestParam Map<String, String> asked) {
        Map<String, String> values = new HashMap<>(asked);
        values.putIfAbsent("state", ProposalRows.Wanted.OPEN.name());
        Form form = Form.blank();
        for (var value : values.entrySet()) {
            form = form.with(value.getKey(), value.getValue());
        }
        List<Proposal> found = proposals.list(ProposalListPage.filter(form));
        Map<Long, Decision> byProposal =
                decided.findOf(found.stream().map(Proposal::id).toList());
        return found.stream()
                .map(one -> new Line(one.stateAt(clock.instant()), one.version(), one, byProposal.get(one.id())))
                .toList();
    }

    @GetMapping(ONE)
    Whole get(@PathVariable long id) {
        Proposal proposal = proposals.read(id);
        Long main = proposal.standing().mergedInto();
        return new Whole(
                proposal.stateAt(clock.instant()),
                proposal.version(),
                proposal,
                decided.findOf(main == null ? id : main).orElse(null),
                steps.list(id),
                steps.listSeen(id));
    }

    /** {@code {"headline": "…", "version": 1, "measure": "…", "reason": "…", "segments": [1], "elsewhere": "…"}}. */
    @PostMapping(ONE + "/decision")
    Whole decide(
            @PathVariable long id,
            @RequestBody(required = false) @Nullable JsonNode body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        proposals.get(id);
        List<Long> segments = segments(body);
        Form form = Form.blank().with(plain(body), Set.of("headline", "version", "measure", "reason", "elsewhere"));
        requireVersion(form);
        decisions.decide(
                id,
                new DecisionChoice(
                        ProposalForm.shown(form),
                        form.value("measure"),
                        new Where(segments, fields.elsewhere(form)),
                        form.value("reason"),
                        ProposalForm.token(key)));
        return get(id);
    }

    /** {@code {"headline": "…", "version": 1, "until": "2026-12-01T05:00:00Z", "reason": "…"}}. */
    @PostMapping(ONE + "/postponement")
    Whole postpone(
            @PathVariable long id,
            @RequestBody(required = false) @Nullable JsonNode body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        proposals.get(id);
        Form form = Form.blank().with(body, Set.of("headline", "version", "until", "reason"));
        requireVersion(form);
        decisions.postpone(
                id,
                new Decisions.Postponement(
                        ProposalForm.shown(form),
                        ProposalForm.time(form, "until"),
                        form.value("reason"),
                        ProposalForm.token(key)));
        return get(id);
    }

    /** The person says: I take care. */
    @PostMapping(ONE + "/care")
    Whole takeCare(@PathVariable long id) {
        urgent.takeCare(id);
        return get(id);
    }

    /** A program always knows which version it speaks of. */
    private static void requireVersion(Form form) {
        if (form.value("version").isBlank()) {
            throw Refusal.badInput("operations.refusal.version").at("version");
        }
    }

    private static @Nullable JsonNode plain(@Nullable JsonNode body) {
        return body instanceof ObjectNode object ? object.deepCopy().without(SEGMENTS) : body;
    }

    private static @Nullable List<Long> segments(@Nullable JsonNode body) {
        JsonNode given = body == null ? null : body.get(SEGMENTS);
        if (given == null || given.isNull()) {
            return null;
        }
        List<Long> ids = new ArrayList<>();
        for (JsonNode id : given) {
            if (!id.canConvertToLong() || !id.isIntegralNumber()) {
                throw Refusal.badInput("operations.refusal.segments", id.toString())
                        .at(SEGMENTS);
            }
            ids.add(id.asLong());
        }
        return ids;
    }
}
