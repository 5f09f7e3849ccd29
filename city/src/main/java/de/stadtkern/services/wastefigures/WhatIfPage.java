package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.wastefigures.WhatIf.Row;
import de.stadtkern.services.wastefigures.WhatIf.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Moves, adds, resizes and takes away bins on paper. The draft is the address of the page; the register stays as it is. */
@Controller
@RequestMapping(WhatIfPage.HERE)
class WhatIfPage {

    static final String HERE = "/wastefigures/whatif";

    private static final double MOST_LITRES = 20_000;

    private final WasteFigures figures;
    private final Addresses addresses;
    private final JsonMapper json;

    WhatIfPage(WasteFigures figures, Addresses addresses, JsonMapper json) {
        this.figures = figures;
        this.addresses = addresses;
        this.json = json;
    }

    /** What can be done. */
    enum What {
        MOVE,
        ADD,
        RESIZE,
        REMOVE
    }

    /** A change in words, and the address of the draft without it. */
    record Step(String words, String without) {}

    @GetMapping
    ModelAndView show(Page page, Form asked) {
        WasteFigures.Town town = figures.town(asked.value("municipality"));
        List<Bin> bins = figures.bins(town, Days.of("", "", figures.today()));
        Draft draft = Draft.read(asked.value("draft"));
        Form form = asked;
        if (!asked.value("what").isBlank()) {
            try {
                Draft longer = draft.with(change(asked, bins));
                WhatIf.of(bins, longer, figures.settings());
                return new ModelAndView("redirect:" + address(town, longer));
            } catch (Refusal refusal) {
                form = asked.refused(refusal, page);
            }
        }
        WhatIf outcome = WhatIf.of(bins, draft, figures.settings());
        return page.view("services/wastefigures/whatif", form)
                .addObject("town", town)
                .addObject("draft", draft)
                .addObject("steps", steps(page, town, draft, bins))
                .addObject("whats", whats(page))
                .addObject(
                        "fractions",
                        Arrays.stream(Fraction.values())
                                .filter(one -> one != Fraction.GRIT)
                                .map(one -> new Choice(one.name(), page.text("containers.fraction." + one)))
                                .toList())
                .addObject("rules", figures.settings())
                .addObject("outcome", outcome)
                .addObject("rows", table(page).show(page, outcome.rows()))
                .addObject("map", json.writeValueAsString(Feature.Collection.of(features(page, outcome))));
    }

    private Draft.Change change(Form form, List<Bin> bins) {
        return switch (form.choice("what", What.class)) {
            case MOVE -> new Draft.Move(bin(form, bins).id(), position(form));
            case RESIZE -> new Draft.Resize(bin(form, bins).id(), number(form, "litres", 1, MOST_LITRES));
            case REMOVE -> new Draft.Remove(bin(form, bins).id());
            case ADD ->
                new Draft.Add(
                        form.choice("fraction", Fraction.class),
                        position(form),
                        number(form, "litres", 1, MOST_LITRES),
                        form.value("extra").isBlank() ? 0 : number(form, "extra", 0, MOST_LITRES));
        };
    }

    private static Bin bin(Form form, List<Bin> bins) {
        String name = form.value("bin").strip();
        return bins.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badInput("wastefigures.refusal.bin", name).at("bin"));
    }

    private Position position(Form form) {
        String place = form.value("place").strip();
        return addresses.find(place, Optional.empty(), 1).stream()
                .filter(found -> found.trust() == FoundAddress.Trust.SURE)
                .map(FoundAddress::position)
                .findFirst()
                .orElseThrow(() ->
                        Refusal.badInput("wastefigures.refusal.place", place).at("place"));
    }

    private static double number(Form form, String field, double least, double most) {
        String text = form.value(field).strip();
        if (text.matches("\\d{1,5}([.,]\\d)?")) {
            double number = Double.parseDouble(text.replace(',', '.'));
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refusal.badInput("wastefigures.refusal.number", text, least, most).at(field);
    }

    private static List<Step> steps(Page page, WasteFigures.Town town, Draft draft, List<Bin> bins) {
        Map<Long, String> names = new HashMap<>();
        bins.forEach(bin -> names.put(bin.id(), bin.name()));
        List<Step> steps = new ArrayList<>();
        for (Draft.Change change : draft.changes()) {
            String words = switch (change) {
                case Draft.Move move ->
                    page.text("wastefigures.step.MOVE", name(names, move.bin()), place(page, move.to()));
                case Draft.Resize resize ->
                    page.text("wastefigures.step.RESIZE", name(names, resize.bin()), page.number(resize.litres(), 0));
                case Draft.Remove remove -> page.text("wastefigures.step.REMOVE", name(names, remove.bin()));
                case Draft.Add add ->
                    page.text(
                            "wastefigures.step.ADD",
                            page.number(add.litres(), 0),
                            place(page, add.at()),
                            page.number(add.extra(), 0));
            };
            steps.add(new Step(words, page.url(address(town, draft.without(change)))));
        }
        return steps;
    }

    private static String name(Map<Long, String> names, long id) {
        return names.getOrDefault(id, Long.toString(id));
    }

    private static String place(Page page, Position position) {
        return page.number(position.lat(), 5) + " " + page.number(position.lon(), 5);
    }

    private static String address(WasteFigures.Town town, Draft draft) {
        return HERE + "?municipality=" + town.id() + "&draft=" + draft.written();
    }

    private Table<Row> table(Page page) {
        double share = figures.settings().mostOverflow();
        return Table.<Row>named("outcome")
                .rowsPerPage(50)
                .column(
                        "bin",
                        "wastefigures.bin",
                        one -> Cell.text(label(page, one))
                                .note(one.known() ? null : page.text("wastefigures.outcome.unknown")))
                .column(
                        "kind",
                        "wastefigures.outcome.kind",
                        one -> Cell.badge(mark(one.kind()), page.text("wastefigures.outcome." + one.kind())))
                .column(
                        "litres-before",
                        "wastefigures.before.litres",
                        one -> of(one.before(), State::litresPerWeek, "L"))
                .column("litres-after", "wastefigures.after.litres", one -> of(one.after(), State::litresPerWeek, "L"))
                .column("level-before", "wastefigures.before.level", one -> of(one.before(), s -> 100 * s.level(), "%"))
                .column("level-after", "wastefigures.after.level", one -> of(one.after(), s -> 100 * s.level(), "%"))
                .fixedColumn("overflow-before", "wastefigures.before.overflow", one -> overflow(page, one.before()))
                .fixedColumn("overflow-after", "wastefigures.after.overflow", one -> overflow(page, one.after()))
                .column(
                        "emptyings-before",
                        "wastefigures.before.emptyings",
                        one -> of(one.before(), s -> s.needed(share), ""))
                .column(
                        "emptyings-after",
                        "wastefigures.after.emptyings",
                        one -> of(one.after(), s -> s.needed(share), ""))
                .fixedColumn(
                        "map", "portal.map", one -> Cell.link("#map-bin" + one.id(), page.text("portal.map.show")));
    }

    private static String label(Page page, Row row) {
        return row.id() < 0 ? page.text("wastefigures.outcome.new", -row.id()) : row.name();
    }

    private static Cell of(@Nullable State state, ToDoubleFunction<State> number, String unit) {
        return state == null ? Cell.empty() : Cell.number(number.applyAsDouble(state), 0, unit);
    }

    private static Cell overflow(Page page, @Nullable State state) {
        return state == null
                ? Cell.empty()
                : Cell.text(page.text(
                        "wastefigures.outcome.overflow",
                        page.number(100 * state.overflow(), 0),
                        page.number(100 * state.leastOverflow(), 0),
                        page.number(100 * state.mostOverflow(), 0)));
    }

    private static Mark mark(WhatIf.Kind kind) {
        return switch (kind) {
            case ADDED -> Mark.PLANNED;
            case CHANGED -> Mark.RUNNING;
            case REMOVED -> Mark.STALE;
            case NEIGHBOUR -> Mark.INFO;
        };
    }

    private static List<Feature> features(Page page, WhatIf outcome) {
        return outcome.rows().stream()
                .map(one -> Feature.point(
                        one.position(),
                        Map.of(
                                "id",
                                "bin" + one.id(),
                                "state",
                                mark(one.kind()).key(),
                                "label",
                                label(page, one) + ": " + page.text("wastefigures.outcome." + one.kind()))))
                .toList();
    }

    private static List<Choice> whats(Page page) {
        return Stream.of(What.values())
                .map(one -> new Choice(one.name(), page.text("wastefigures.what." + one)))
                .toList();
    }
}
