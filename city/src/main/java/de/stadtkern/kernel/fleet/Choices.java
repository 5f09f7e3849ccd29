package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Page;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be chosen in the forms of the fleet. */
final class Choices {

    private Choices() {}

    /** All values, by the texts behind {@code fleet.<what>.<name>}. */
    static List<Choice> of(Page page, String what, Enum<?>... values) {
        return Arrays.stream(values)
                .map(one -> new Choice(one.name(), page.text("fleet." + what + "." + one.name())))
                .toList();
    }

    static List<Choice> licences(Page page) {
        return Stream.of(
                        Stream.of(new Choice("", page.text("fleet.licence.usual"))),
                        of(page, "qualification", Qualification.LICENCES.toArray(Enum<?>[]::new)).stream(),
                        Stream.of(new Choice(VehicleFields.NO_LICENCE, page.text("fleet.licence.none"))))
                .flatMap(one -> one)
                .toList();
    }

    static List<Choice> units(Page page) {
        return VehicleFields.UNITS.stream()
                .map(unit -> new Choice(unit, unit.isEmpty() ? page.text("fleet.unit.none") : Choices.unit(unit)))
                .toList();
    }

    static List<Choice> municipalities(Municipalities municipalities, Collection<Long> of) {
        return of.stream()
                .sorted()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
    }

    static String joined(Page page, String what, Collection<? extends Enum<?>> values) {
        return values.stream()
                .sorted(Comparator.comparingInt(Enum::ordinal))
                .map(one -> page.text("fleet." + what + "." + one.name()))
                .collect(Collectors.joining(", "));
    }

    private static String unit(String ucum) {
        return ucum.equals("m3") ? "m³" : ucum.equals("L") ? "l" : ucum;
    }
}
