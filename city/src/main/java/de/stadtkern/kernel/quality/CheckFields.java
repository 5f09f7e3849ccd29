package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Duration;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A check as the fields of a form, for the page, for programs and for the database. */
final class CheckFields {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    /** Of the tests. */
    private static final List<String> SETTINGS = List.of(
            "failFrom",
            "failTo",
            "suspectFrom",
            "suspectTo",
            "spikeMethod",
            "spikeSuspect",
            "spikeFail",
            "rateSuspect",
            "rateFail",
            "flatSuspect",
            "flatFail",
            "flatTolerance",
            "quietKind",
            "quietSuspect",
            "quietFail",
            "quietMinutes",
            "quietFewest",
            "seasons");

    /** Of all fields. */
    static final Set<String> NAMES = Stream.concat(
                    Stream.of("municipality", "datastream", "property", "active"), SETTINGS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final int MOST_MINUTES = 7 * 24 * 60;
    private static final int MOST_SEASONS = 24;
    private static final int MOST_VALUES = 10_000;
    private static final double SECONDS_OF_AN_HOUR = 3600;
    private static final String NUMBER = "([+-]?\\d{1,15}(?:\\.\\d{1,15})?)";
    private static final Pattern SEASON =
            Pattern.compile("(\\d{1,2})\\s*-\\s*(\\d{1,2})\\s*:?\\s+" + NUMBER + "\\s+" + NUMBER);

    private CheckFields() {}

    static Form blank() {
        return Form.blank()
                .with("spikeMethod", Spike.Method.DIFFERENTIAL)
                .with("quietKind", AttenuatedSignal.Kind.RANGE)
                .with("active", true);
    }

    static Form of(Check check) {
        Form form = blank().with("municipality", check.municipalityId())
                .with("datastream", check.datastream())
                .with("property", check.property())
                .with("active", check.active());
        return with(form, check.settings());
    }

    static Form with(Form form, Map<String, String> settings) {
        Form all = form;
        for (var setting : settings.entrySet()) {
            all = all.with(setting.getKey(), setting.getValue());
        }
        return all;
    }

    /** Refused with the field that is wrong. */
    static Check read(Form form, long id, long municipality) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : SETTINGS) {
            String value = form.value(name).strip();
            if (!value.isEmpty()) {
                settings.put(name, value);
            }
        }
        return check(id, municipality, target(form), form.value("active").equals("true"), settings);
    }

    /** Refused with the setting that is wrong. */
    static Check check(long id, long municipality, Check.Target target, boolean active, Map<String, String> settings) {
        return new Check(id, municipality, target, active, settings, tests(with(blank(), settings)));
    }

    private static Check.Target target(Form form) {
        String property = form.value("property").strip();
        String datastream = form.value("datastream").strip();
        if (property.isEmpty() == datastream.isEmpty()) {
            throw Refusal.badInput("quality.refusal.one-target").at(property.isEmpty() ? "property" : "datastream");
        }
        if (!datastream.isEmpty() && !datastream.matches("\\d{1,18}")) {
            throw Refusal.badInput("quality.refusal.datastream", datastream).at("datastream");
        }
        return new Check.Target(
                datastream.isEmpty() ? null : Long.valueOf(datastream), property.isEmpty() ? null : property);
    }

    /** Those of which at least one field is filled in. */
    private static List<QualityTest> tests(Form form) {
        List<QualityTest> tests = new ArrayList<>();
        if (isAny(form, "failFrom", "failTo", "suspectFrom", "suspectTo")) {
            tests.add(new GrossRange(span(form, "failFrom", "failTo"), span(form, "suspectFrom", "suspectTo")));
        }
        if (isAny(form, "spikeSuspect", "spikeFail")) {
            tests.add(new Spike(
                    form.choice("spikeMethod", Spike.Method.class), limits(form, "spikeSuspect", "spikeFail", 1)));
        }
        if (isAny(form, "rateSuspect", "rateFail")) {
            tests.add(new RateOfChange(limits(form, "rateSuspect", "rateFail", SECONDS_OF_AN_HOUR)));
        }
        if (isAny(form, "flatSuspect", "flatFail")) {
            tests.add(flatLine(form));
        }
        if (isAny(form, "quietSuspect", "quietFail")) {
            tests.add(quiet(form));
        }
        if (isAny(form, "seasons")) {
            tests.add(climatology(form));
        }
        return tests;
    }

    private static boolean isAny(Form form, String... fields) {
        return Arrays.stream(fields).anyMatch(field -> !form.value(field).isBlank());
    }

    private static Span span(Form form, String from, String to) {
        Double least = number(form, from);
        Double greatest = number(form, to);
        Span span =
                new Span(least == null ? Span.ALL.least() : least, greatest == null ? Span.ALL.greatest() : greatest);
        if (span.least() >= span.greatest()) {
            throw Refusal.badInput("quality.refusal.span", form.value(to), form.value(from))
                    .at(to);
        }
        return span;
    }

    private static Limits limits(Form form, String suspect, String fail, double divisor) {
        Double lower = positive(form, suspect);
        Double upper = positive(form, fail);
        if (lower != null && upper != null && upper < lower) {
            throw Refusal.badInput("quality.refusal.limits", form.value(fail), form.value(suspect))
                    .at(fail);
        }
        return new Limits(lower == null ? null : lower / divisor, upper == null ? null : upper / divisor);
    }

    private static FlatLine flatLine(Form form) {
        Duration suspect = minutes(form, "flatSuspect");
        Duration fail = minutes(form, "flatFail");
        if (suspect != null && fail != null && fail.compareTo(suspect) < 0) {
            throw Refusal.badInput("quality.refusal.limits", form.value("flatFail"), form.value("flatSuspect"))
                    .at("flatFail");
        }
        Double tolerance = positive(form, "flatTolerance");
        if (tolerance == null) {
            throw Refusal.badInput("quality.refusal.positive", "").at("flatTolerance");
        }
        return new FlatLine(suspect, fail, tolerance);
    }

    private static AttenuatedSignal quiet(Form form) {
        Double suspect = positive(form, "quietSuspect");
        Double fail = positive(form, "quietFail");
        if (suspect != null && fail != null && fail > suspect) {
            throw Refusal.badInput("quality.refusal.limits-down", form.value("quietFail"), form.value("quietSuspect"))
                    .at("quietFail");
        }
        return new AttenuatedSignal(
                form.choice("quietKind", AttenuatedSignal.Kind.class),
                new Limits(suspect, fail),
                Duration.ofMinutes(whole(form, "quietMinutes", MOST_MINUTES)),
                whole(form, "quietFewest", MOST_VALUES));
    }

    /** A line for each season: months, least, greatest, as in {@code 11-2 -25 20}. */
    private static Climatology climatology(Form form) {
        List<Climatology.Season> seasons = new ArrayList<>();
        for (String line : form.value("seasons").strip().split("\\R")) {
            Matcher parts = SEASON.matcher(plain(line));
            if (!parts.matches() || seasons.size() == MOST_SEASONS) {
                throw Refusal.badInput("quality.refusal.season", line.strip(), MOST_SEASONS)
                        .at("seasons");
            }
            int from = Integer.parseInt(parts.group(1));
            int until = Integer.parseInt(parts.group(2));
            Span usual = new Span(Double.parseDouble(parts.group(3)), Double.parseDouble(parts.group(4)));
            if (from < 1 || from > 12 || until < 1 || until > 12 || usual.least() >= usual.greatest()) {
                throw Refusal.badInput("quality.refusal.season", line.strip(), MOST_SEASONS)
                        .at("seasons");
            }
            seasons.add(Climatology.Season.yearly(Month.of(from), Month.of(until), usual));
        }
        return new Climatology(seasons, TOWN);
    }

    private static @Nullable Duration minutes(Form form, String field) {
        return form.value(field).isBlank() ? null : Duration.ofMinutes(whole(form, field, MOST_MINUTES));
    }

    private static int whole(Form form, String field, int most) {
        String text = form.value(field).strip();
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw Refusal.badInput("quality.refusal.whole", text, most).at(field);
        }
        return number;
    }

    private static @Nullable Double positive(Form form, String field) {
        Double number = number(form, field);
        if (number != null && number <= 0) {
            throw Refusal.badInput("quality.refusal.positive", form.value(field))
                    .at(field);
        }
        return number;
    }

    private static @Nullable Double number(Form form, String field) {
        String text = form.value(field);
        if (text.isBlank()) {
            return null;
        }
        if (!plain(text).matches(NUMBER)) {
            throw Refusal.badInput("quality.refusal.number", text).at(field);
        }
        return Double.valueOf(plain(text));
    }

    /** With a comma or a point; a minus may be the typographical one. */
    private static String plain(String text) {
        return text.strip().replace(',', '.').replace('−', '-');
    }
}
