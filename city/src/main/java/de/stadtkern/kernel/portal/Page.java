package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Person;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/**
 * What every template knows about the request: language, person, navigation, and how to write texts, numbers, times
 * and addresses.
 *
 * @param path of the request without language prefix
 * @param query the parameters of the address
 */
public record Page(
        Language language,
        String path,
        Map<String, String> query,
        Notices notices,
        @Nullable Person person,
        List<NavigationEntry> navigation,
        @Nullable CsrfToken csrf,
        PageFrame frame) {

    /** Where the times on the screen hold. */
    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

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
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value == 0 ? 0.0 : value).replace('-', '−');
    }

    /** A measured number with one decimal and its unit (UCUM) as people write it. */
    public String quantity(double value, String ucum) {
        return quantity(value, Units.decimals(ucum), ucum);
    }

    /** A number with this many decimals and its unit (UCUM) as people write it. */
    public String quantity(double value, int decimals, String ucum) {
        return (number(value, decimals) + " " + Units.written(ucum)).strip();
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

    /** A parameter of the address; empty when it is not there. */
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /** The address of this page with some parameters changed; empty ones are left out. */
    public String here(Map<String, String> changes) {
        return url(address(changes));
    }

    /** The address of this page without language. */
    public String address() {
        return address(Map.of());
    }

    /** {@link #address} as the value of a parameter. */
    String encodedAddress() {
        return encoded(address());
    }

    private String address(Map<String, String> changes) {
        Map<String, String> parameters = new TreeMap<>(query);
        parameters.putAll(changes);
        StringBuilder address = new StringBuilder(path);
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.append(address.indexOf("?") < 0 ? '?' : '&')
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value));
            }
        });
        return address.toString();
    }

    private static String encoded(String part) {
        return UriUtils.encode(part, StandardCharsets.UTF_8);
    }

    /** Sends the browser on to another page, which then shows that something is done. */
    public ModelAndView redirect(String path, String textKey, Object... arguments) {
        notices.onNextPage(new Notice(Notice.Kind.SUCCESS, text(textKey, arguments)));
        return new ModelAndView("redirect:" + path);
    }

    /** This page with a form; when that was refused, with its status. */
    public ModelAndView view(String template, Form form) {
        ModelAndView view = view(template).addObject("form", form);
        view.setStatus(form.status());
        return view;
    }

    /** This page made of the template, a path below {@code de/stadtkern} without ending, and its parameters. */
    public ModelAndView view(String template) {
        return new ModelAndView(template).addObject("page", this);
    }
}
