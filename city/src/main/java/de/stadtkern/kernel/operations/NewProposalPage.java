package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** A person proposes something. */
@Controller
@RequestMapping("/operations/proposals/new")
class NewProposalPage {

    /** Of proposals of people. */
    static final String SOURCE = "operations";

    private static final String BY_FORM = "operations.form/1";
    private static final int LONGEST_HEADLINE = 200;
    private static final Duration LONGEST_VALID = Duration.ofDays(366);

    private final Proposals proposals;
    private final Measures measures;
    private final Spots spots;
    private final Streets streets;
    private final Municipalities municipalities;
    private final Access access;
    private final ProposalSettings settings;
    private final Clock clock;

    NewProposalPage(
            Proposals proposals,
            Measures measures,
            Spots spots,
            Streets streets,
            Municipalities municipalities,
            Access access,
            ProposalSettings settings,
            Clock clock) {
        this.proposals = proposals;
        this.measures = measures;
        this.spots = spots;
        this.streets = streets;
        this.municipalities = municipalities;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank().with("urgency", Urgency.SOON), List.of());
    }

    @PostMapping
    ModelAndView propose(Page page, Form form) {
        access.requireAnywhere(Permission.PROPOSE);
        Person person = access.person();
        List<FoundAddress> found = List.of();
        try {
            requireText(form, "headline", LONGEST_HEADLINE);
            requireText(form, "where", LONGEST_HEADLINE);
            found = spots.list(form.value("where").strip(), "where");
            NewProposal proposal = proposal(form, person, spots.at(chosen(form, found)));
            long id = proposals.raise(proposal, Duration.ZERO).orElseThrow();
            return page.redirect("/operations/proposals/" + id, "operations.propose.done");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), refusal.field().equals("found") ? found : List.of());
        }
    }

    /** The one that is ticked, or the only one that can be meant. */
    private static FoundAddress chosen(Form form, List<FoundAddress> found) {
        return found.stream()
                .filter(one -> value(one).equals(form.value("found")))
                .findFirst()
                .or(() -> Spots.sure(found))
                .orElseThrow(() -> Refusal.badInput("operations.refusal.place-choose", form.value("where"))
                        .at("found"));
    }

    private static String value(FoundAddress address) {
        return Spots.label(address) + " " + address.position().microLon() + " "
                + address.position().microLat();
    }

    private NewProposal proposal(Form form, Person person, Spot spot) {
        Instant now = clock.instant();
        Measure measure = measures.find(form.value("measure"))
                .orElseThrow(
                        () -> Refusal.badInput("operations.refusal.measure").at("measure"));
        requireText(form, "why", DecisionChoice.LONGEST_REASON);
        Instant validUntil = findTime(form, "validUntil", now);
        Instant decideBy = findTime(form, "decideBy", now);
        double metres = streets.listByIds(spot.segmentIds()).stream()
                .mapToDouble(Segment::lengthMetres)
                .sum();
        return new NewProposal(
                municipality(form, person),
                SOURCE,
                "person " + UUID.randomUUID(),
                BY_FORM,
                form.value("headline").strip(),
                form.value("why").strip(),
                spot.place(),
                null,
                spot.position(),
                List.of(measure.over(metres)),
                spot.segmentIds(),
                validUntil == null ? now.plus(settings.personValidFor()) : validUntil,
                List.of(),
                new Priority(form.choice("urgency", Urgency.class), decideBy),
                form.value("confidence").isEmpty()
                        ? null
                        : new Confidence(
                                form.choice("confidence", Confidence.Level.class),
                                null,
                                "operations.confidence.person"),
                Raiser.person(person));
    }

    private long municipality(Form form, Person person) {
        Set<Long> allowed = person.municipalitiesWith(Permission.PROPOSE);
        String wanted = form.value("municipality").strip();
        if (wanted.isEmpty() && allowed.size() == 1) {
            return allowed.iterator().next();
        }
        return allowed.stream()
                .filter(id -> id.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("operations.refusal.municipality", wanted)
                        .at("municipality"));
    }

    private static void requireText(Form form, String field, int longest) {
        String text = form.value(field);
        if (!PlainText.isReadable(text) || text.length() > longest) {
            throw Refusal.badInput("operations.refusal.text", longest).at(field);
        }
    }

    private static @Nullable Instant findTime(Form form, String field, Instant now) {
        if (form.value(field).isBlank()) {
            return null;
        }
        Instant time = ProposalForm.time(form, field);
        if (!time.isAfter(now) || time.isAfter(now.plus(LONGEST_VALID))) {
            throw Refusal.badInput("operations.refusal.time-range").at(field);
        }
        return time;
    }

    private ModelAndView view(Page page, Form form, List<FoundAddress> found) {
        List<Choice> levels = new ArrayList<>(choices(page, "operations.confidence.", Confidence.Level.values()));
        levels.addFirst(new Choice("", page.text("operations.confidence.unknown")));
        return page.view("kernel/operations/propose", form)
                .addObject(
                        "municipalities",
                        access.requireAnywhere(Permission.PROPOSE).stream()
                                .map(id -> new Choice(
                                        id.toString(), municipalities.get(id).name()))
                                .toList())
                .addObject(
                        "found",
                        found.stream()
                                .map(one -> new Choice(value(one), Spots.label(one)))
                                .toList())
                .addObject("measures", measures.choices(page))
                .addObject("urgencies", choices(page, "operations.urgency.", Urgency.values()))
                .addObject("levels", levels);
    }

    private static List<Choice> choices(Page page, String key, Enum<?>... all) {
        return Arrays.stream(all)
                .map(one -> new Choice(one.name(), page.text(key + one.name())))
                .toList();
    }
}
