package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Person;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.ModelAndView;

/**
 * What every template knows about the request: language, person, navigation, and how to write texts, numbers, times
 * and addresses.
 *
 * @param path of the request without language prefix
 */
public record Page(
        Language language,
        String path,
        @Nullable Person person,
        List<NavigationEntry> navigation,
        @Nullable CsrfToken csrf,
        PageFrame frame) {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    /** The text in the language of the page. */
    public String text(String key, Object... arguments) {
        return frame.texts().text(language, key, arguments);
    }

    /** The address of a page in the same language. */
    public String url(String pathAndQuery) {
        return language.prefix() + pathAndQuery;
    }

    /** The address of a static file; changes with the program, so that browsers may keep it for a year. */
    public String asset(String file) {
        return "/assets/" + file + "?v=" + frame.version();
    }

    /** A number with this many decimals, with the signs of the language. */
    public String number(double value, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(value == 0 ? 0.0 : value).replace('-', '−');
    }

    /** A measured number with one decimal and its unit (UCUM symbol) as people write it. */
    public String quantity(double value, String ucum) {
        return (number(value, 1) + " " + (ucum.equals("Cel") ? "°C" : ucum)).strip();
    }

    /** Date and time in Germany, to the minute. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofPattern(text("portal.time.pattern"), language.locale())
                .format(instant.atZone(TOWN));
    }

    /** How long ago, in words. */
    public String ago(Instant instant) {
        long seconds =
                Math.max(0, Duration.between(instant, frame.clock().instant()).toSeconds());
        if (seconds < 120) {
            return text("portal.ago.seconds", seconds);
        }
        if (seconds < 120 * 60) {
            return text("portal.ago.minutes", seconds / 60);
        }
        return seconds < 48 * 3600
                ? text("portal.ago.hours", seconds / 3600)
                : text("portal.ago.days", seconds / (24 * 3600));
    }

    /** This page made of the template, a path below {@code de/stadtkern} without ending, and its parameters. */
    public ModelAndView view(String template) {
        return new ModelAndView(template).addObject("page", this);
    }
}
