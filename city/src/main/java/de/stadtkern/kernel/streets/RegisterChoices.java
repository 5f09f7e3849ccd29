package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be chosen in the forms of the register, in the words of the page. */
final class RegisterChoices {

    private static final List<String> WINTER = List.of("1", "2", "3");
    private static final List<Responsibility> RESPONSIBLE = List.of(Responsibility.values());

    private final Page page;
    private final RegisterRows rows;
    private final long municipality;

    RegisterChoices(Page page, RegisterRows rows, long municipality) {
        this.page = page;
        this.rows = rows;
        this.municipality = municipality;
    }

    static String roadClass(Page page, RoadClass roadClass) {
        return page.text("streets.class." + roadClass.osmValue());
    }

    List<Choice> classes() {
        List<Choice> classes = new ArrayList<>();
        classes.add(all());
        classes.add(new Choice("roads", page.text("streets.class.roads")));
        classes.add(new Choice("paths", page.text("streets.class.paths")));
        Arrays.stream(RoadClass.values())
                .map(one -> new Choice(one.osmValue(), roadClass(page, one)))
                .forEach(classes::add);
        return classes;
    }

    List<Choice> winterFilter() {
        return filter(WINTER, one -> new Choice(one, page.text("streets.winter." + one)));
    }

    List<Choice> sweepingFilter() {
        return filter(rows.listSweepingClasses(municipality), one -> new Choice(one, one));
    }

    List<Choice> responsibleFilter() {
        return Stream.concat(Stream.of(all()), RESPONSIBLE.stream().map(this::responsible))
                .toList();
    }

    List<Choice> yesOrNoFilter() {
        return Stream.concat(Stream.of(all()), yesOrNo().stream()).toList();
    }

    List<Choice> quarterFilter() {
        return Stream.concat(Stream.of(all()), rows.listQuarters().stream().map(one -> new Choice(one, one)))
                .toList();
    }

    /** For one segment: what holds, or nothing. */
    List<Choice> winter() {
        return Stream.concat(
                        Stream.of(new Choice("", page.text("streets.not-said"))),
                        WINTER.stream().map(one -> new Choice(one, page.text("streets.winter." + one))))
                .toList();
    }

    /** For one segment: what holds, or nothing. */
    List<Choice> responsible() {
        return Stream.concat(
                        Stream.of(new Choice("", page.text("streets.not-said"))),
                        RESPONSIBLE.stream().map(this::responsible))
                .toList();
    }

    List<Choice> yesOrNo() {
        return List.of(new Choice("true", page.text("streets.yes")), new Choice("false", page.text("streets.no")));
    }

    List<Choice> noOrYes() {
        return yesOrNo().reversed();
    }

    /** What is said of a segment, in one line. */
    String words(Register register) {
        List<String> words = new ArrayList<>();
        if (register.winterClass() != null) {
            words.add(page.text("streets.winter." + register.winterClass()));
        }
        if (!register.sweepingClass().isEmpty()) {
            words.add(page.text("streets.sweeping.of", register.sweepingClass()));
        }
        if (register.responsibility() != null) {
            words.add(
                    page.text("streets.responsible.of", page.text("streets.responsible." + register.responsibility())));
        }
        if (register.saltBan()) {
            words.add(page.text("streets.salt-ban"));
        }
        if (register.maxWidthMetres() != null) {
            words.add(page.text("streets.narrow.of", page.quantity(register.maxWidthMetres(), "m")));
        }
        return words.isEmpty() ? page.text("streets.not-said") : String.join(", ", words);
    }

    /** The address behind the question mark that shows all of a street. */
    String queryOfStreet(String name) {
        return RegisterFilters.query(Map.of(RegisterFilters.MUNICIPALITY, Long.toString(municipality), "street", name));
    }

    /** For many segments: leave it as it is, take it away, or something new. */
    List<Choice> forMany(List<Choice> choices) {
        List<Choice> more = new ArrayList<>();
        more.add(new Choice("", page.text("streets.unchanged")));
        for (Choice choice : choices) {
            more.add(choice.value().isEmpty() ? new Choice("-", page.text("streets.take-away")) : choice);
        }
        return more;
    }

    private <T> List<Choice> filter(List<T> values, Function<T, Choice> choice) {
        List<Choice> choices = new ArrayList<>();
        choices.add(all());
        values.stream().map(choice).forEach(choices::add);
        choices.add(new Choice(RegisterFilters.NONE, page.text("streets.not-said")));
        return choices;
    }

    private Choice responsible(Responsibility one) {
        return new Choice(one.name(), page.text("streets.responsible." + one));
    }

    private Choice all() {
        return new Choice("", page.text("streets.all"));
    }
}
