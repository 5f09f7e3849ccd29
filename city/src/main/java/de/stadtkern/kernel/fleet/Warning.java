package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.portal.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What speaks against a shift as it is planned. Nothing is refused because of it; a person decides.
 *
 * @param about the name of the member or vehicle
 * @param figures what fills the places 1 and so on of the text; the name fills place 0
 */
public record Warning(Rule rule, String about, List<Object> figures) {

    public Warning {
        figures = List.copyOf(figures);
    }

    /** Why. */
    public enum Rule {
        /** More than 8 h on one working day: allowed when compensated. */
        WORKDAY_OVER_8("ArbZG § 3"),
        /** More than 10 h on one working day. */
        WORKDAY_OVER_10("ArbZG § 3"),
        BREAK("ArbZG § 4"),
        REST("ArbZG § 5"),
        SUNDAY("ArbZG §§ 9, 11"),
        /** No driver of its own who holds what the vehicle asks for. */
        DRIVER(""),
        OUT_OF_SERVICE(""),
        ABSENT(""),
        MEMBER_TWICE(""),
        VEHICLE_TWICE(""),
        /** Lent to somebody else, or not lent to us any more, for a part of the shift. */
        NOT_AT_HAND("");

        private final String law;

        Rule(String law) {
            this.law = law;
        }

        /** The section of the law; empty when it is none. */
        public String law() {
            return law;
        }
    }

    /** Key of the text, which names the rule and its figures. */
    public String textKey() {
        return "fleet.warning." + rule;
    }

    /** What the rule says, with its figures, in the language of the page. */
    public String text(Page page) {
        return page.text(
                textKey(),
                Stream.concat(Stream.of(about), figures.stream().map(one -> shown(page, one)))
                        .toArray());
    }

    private static Object shown(Page page, Object figure) {
        return switch (figure) {
            case Duration time -> "%d:%02d h".formatted(time.toHours(), time.toMinutesPart());
            case Instant moment -> page.time(moment);
            case List<?> kinds ->
                kinds.stream()
                        .map(kind -> page.text("fleet.qualification." + kind))
                        .collect(Collectors.joining(", "));
            default -> figure;
        };
    }
}
