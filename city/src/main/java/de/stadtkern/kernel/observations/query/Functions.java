package de.stadtkern.kernel.observations.query;

import static de.stadtkern.kernel.observations.query.Operand.number;
import static de.stadtkern.kernel.observations.query.Operand.text;
import static de.stadtkern.kernel.observations.query.Operand.truth;

import de.stadtkern.kernel.observations.query.Operand.Kind;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Map;

/** Arithmetic and the functions on texts, numbers and times. Times are told in UTC. */
final class Functions {

    private static final Map<String, String> DATE_PARTS = Map.of("year", "year", "month", "month", "day", "day");
    private static final Map<String, String> CLOCK_PARTS = Map.of("hour", "hour", "minute", "minute");

    private final String name;
    private final List<Operand> operands;

    private Functions(String name, List<Operand> operands) {
        this.name = name;
        this.operands = operands;
    }

    static Operand call(String name, List<Operand> operands) {
        return new Functions(name, operands).call();
    }

    private Operand call() {
        return switch (name) {
            case "startswith" -> truth(on("starts_with({}, {})", Kind.TEXT, Kind.TEXT));
            case "endswith" -> {
                Sql ending = count(2).get(1).as(Kind.TEXT).sql();
                yield truth(Sql.of(
                        "right({}, length({})) = {}",
                        operands.getFirst().as(Kind.TEXT).sql(),
                        ending,
                        ending));
            }
            case "substringof" -> truth(on("position({} in {}) > 0", Kind.TEXT, Kind.TEXT));
            case "contains" -> truth(on("strpos({}, {}) > 0", Kind.TEXT, Kind.TEXT));
            case "length" -> number(on("length({})", Kind.TEXT));
            case "indexof" -> number(on("(strpos({}, {}) - 1)", Kind.TEXT, Kind.TEXT));
            case "substring" ->
                text(
                        operands.size() == 3
                                ? on(
                                        "substr({}, greatest({}, 0)::int + 1, greatest({}, 0)::int)",
                                        Kind.TEXT,
                                        Kind.NUMBER,
                                        Kind.NUMBER)
                                : on("substr({}, greatest({}, 0)::int + 1)", Kind.TEXT, Kind.NUMBER));
            case "tolower" -> text(on("lower({})", Kind.TEXT));
            case "toupper" -> text(on("upper({})", Kind.TEXT));
            case "trim" -> text(on("btrim({}, E' \\t\\r\\n')", Kind.TEXT));
            case "concat" -> text(on("({} || {})", Kind.TEXT, Kind.TEXT));
            case "round" -> number(on("round(({})::numeric)", Kind.NUMBER));
            case "floor" -> number(on("floor({})", Kind.NUMBER));
            case "ceiling" -> number(on("ceil({})", Kind.NUMBER));
            case "year", "month", "day" ->
                number(Sql.of(
                        "extract(" + DATE_PARTS.get(name) + " from {})",
                        count(1).getFirst().kind() == Kind.DATE
                                ? operands.getFirst().sql()
                                : utc()));
            case "hour", "minute" -> number(Sql.of("extract(" + CLOCK_PARTS.get(name) + " from {})", clock()));
            case "second" -> number(Sql.of("floor(extract(second from {}))", clock()));
            case "fractionalseconds" -> number(Sql.of("mod(extract(second from {})::numeric, 1)", clock()));
            case "date" -> Operand.of(Kind.DATE, Sql.of("({})::date", utc()));
            case "time" -> Operand.of(Kind.CLOCK, Sql.of("({})::time", utc()));
            case "totaloffsetminutes" -> number(Sql.of("(case when {} is not null then 0 end)", utc()));
            case "now" -> time(Sql.raw("now()"));
            case "mindatetime" -> time(Sql.raw("timestamptz '0001-01-01T00:00:00Z'"));
            case "maxdatetime" -> time(Sql.raw("timestamptz '9999-12-31T23:59:59Z'"));
            case "before", "after", "meets", "during", "overlaps", "starts", "finishes" ->
                truth(Times.relate(
                        name, count(2).get(0).as(Kind.TIME), operands.get(1).as(Kind.TIME)));
            case "add", "sub" -> sum();
            case "mul", "div", "mod" -> product();
            default -> throw Refusal.badInput("observations.refusal.function", name);
        };
    }

    private Operand time(Sql sql) {
        count(0);
        return Operand.of(Kind.TIME, sql);
    }

    private Sql utc() {
        return Sql.of(
                "({} at time zone 'UTC')", count(1).getFirst().as(Kind.TIME).sql());
    }

    private Sql clock() {
        Operand operand = count(1).getFirst();
        return operand.kind() == Kind.CLOCK ? operand.sql() : utc();
    }

    private Operand sum() {
        String sign = name.equals("add") ? "+" : "-";
        Operand a = count(2).get(0);
        Operand b = operands.get(1);
        if (isMoment(a) && b.kind() == Kind.DURATION) {
            return shifted(a.as(Kind.TIME), sign, b);
        }
        if (a.kind() == Kind.DURATION && isMoment(b) && sign.equals("+")) {
            return shifted(b.as(Kind.TIME), sign, a);
        }
        if (isMoment(a) && isMoment(b) && sign.equals("-")) {
            return Operand.of(
                    Kind.DURATION,
                    Sql.of("({} - {})", a.as(Kind.TIME).sql(), b.as(Kind.TIME).sql()));
        }
        if (a.kind() == Kind.DURATION && b.kind() == Kind.DURATION) {
            return Operand.of(Kind.DURATION, Sql.of("({} " + sign + " {})", a.sql(), b.sql()));
        }
        return number(on("({} " + sign + " {})", Kind.NUMBER, Kind.NUMBER));
    }

    private static boolean isMoment(Operand operand) {
        return operand.kind() == Kind.TIME || operand.kind() == Kind.DATE;
    }

    private static Operand shifted(Operand time, String sign, Operand span) {
        return new Operand(
                Kind.TIME,
                time.parts().stream()
                        .map(part -> Sql.of("({} " + sign + " {})", part, span.sql()))
                        .toList(),
                null);
    }

    private Operand product() {
        Operand a = count(2).get(0);
        Operand b = operands.get(1);
        if (a.kind() == Kind.DURATION && !name.equals("mod")) {
            Sql factor = Sql.of("{}::float8", b.as(Kind.NUMBER).sql());
            return Operand.of(
                    Kind.DURATION,
                    name.equals("mul")
                            ? Sql.of("({} * {})", a.sql(), factor)
                            : Sql.of("({} / nullif({}, 0))", a.sql(), factor));
        }
        if (b.kind() == Kind.DURATION && name.equals("mul")) {
            return Operand.of(
                    Kind.DURATION, Sql.of("({}::float8 * {})", a.as(Kind.NUMBER).sql(), b.sql()));
        }
        return number(
                switch (name) {
                    case "mul" -> on("({} * {})", Kind.NUMBER, Kind.NUMBER);
                    case "div" -> on("(({})::numeric / nullif(({})::numeric, 0))", Kind.NUMBER, Kind.NUMBER);
                    default -> on("mod(({})::numeric, nullif(({})::numeric, 0))", Kind.NUMBER, Kind.NUMBER);
                });
    }

    private List<Operand> count(int count) {
        Translator.requireCount(name, operands, count);
        return operands;
    }

    /** The template with the operands as values of these kinds. */
    private Sql on(String template, Kind... kinds) {
        count(kinds.length);
        Object[] parts = new Object[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            parts[i] = operands.get(i).as(kinds[i]).sql();
        }
        return Sql.of(template, parts);
    }
}
