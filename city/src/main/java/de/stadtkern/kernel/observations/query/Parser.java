package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.observations.query.Expression.Any;
import de.stadtkern.kernel.observations.query.Expression.Call;
import de.stadtkern.kernel.observations.query.Expression.Path;
import de.stadtkern.kernel.observations.query.Options.Expand;
import de.stadtkern.kernel.observations.query.Options.Order;
import de.stadtkern.kernel.observations.query.Token.Kind;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The query language of SensorThings 1.1 (18-088, section 9.3), by recursive descent:
 *
 * <pre>
 * options    = option { ";" option }              inside the parentheses of $expand; at the top they come one by one
 * select     = path { "," path }
 * expand     = path [ "(" options ")" ] { "," … }
 * orderby    = expression [ "asc" | "desc" ] { "," … }
 * expression = conjunct { "or" conjunct }
 * conjunct   = negation { "and" negation }
 * negation   = "not" negation | comparison
 * comparison = sum [ ( eq | ne | gt | ge | lt | le ) sum ]
 * sum        = product { ( add | sub ) product }
 * product    = operand { ( mul | div | mod ) operand }
 * operand    = "-" operand | "(" expression ")" | literal | name "(" [ expression { "," … } ] ")"
 *            | path [ "/any(" name ":" expression ")" ]
 * path       = name { "/" name | "/" number | "[" number "]" }
 * </pre>
 */
final class Parser {

    private static final int DEEPEST = 50;
    private static final int DEEPEST_EXPAND = 6;
    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final Set<String> SUMS = Set.of("add", "sub");
    private static final Set<String> PRODUCTS = Set.of("mul", "div", "mod");

    private final String query;
    private final List<Token> tokens;
    private int place;
    private int depth;
    private int expandDepth;

    private Parser(String query) {
        this.query = query;
        this.tokens = Token.of(query);
    }

    /** The options of a request, each already decoded. */
    static Options options(Map<String, String> parameters) {
        OptionValues values = new OptionValues();
        parameters.forEach((name, text) -> {
            Parser parser = new Parser(text);
            if (parser.readsRaw(name)) {
                values.setRaw(name, text);
            } else {
                parser.option(name, values);
                parser.expect("");
            }
            values.texts.put(name, text);
        });
        return values.options();
    }

    static Expression expression(String text) {
        Parser parser = new Parser(text);
        Expression expression = parser.expression();
        parser.expect("");
        return expression;
    }

    private boolean readsRaw(String name) {
        return name.equals("$skiptoken") || name.equals("$resultFormat");
    }

    private void option(String name, OptionValues values) {
        switch (name) {
            case "$top" -> values.top = number(name);
            case "$skip" -> values.skip = number(name);
            case "$count" -> values.count = truth(name);
            case "$select" -> values.select = list(this::steps);
            case "$expand" -> values.expand = Expand.merged(list(this::expand));
            case "$filter" -> values.filter = expression();
            case "$orderby" -> values.order = list(this::order);
            default -> throw Refusal.badInput("observations.refusal.option", name);
        }
    }

    private int number(String option) {
        Token token = take();
        try {
            if (token.kind() == Kind.NUMBER) {
                return Integer.parseInt(token.text());
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Refusal.badInput("observations.refusal.number", option, query.strip());
    }

    private boolean truth(String option) {
        Token token = take();
        if (token.is("true") || token.is("false")) {
            return token.is("true");
        }
        throw Refusal.badInput("observations.refusal.boolean", option, query.strip());
    }

    /** A path of relations is nested: {@code A/B(…)} is {@code A($expand=B(…))}. */
    private Expand expand() {
        if (++expandDepth > DEEPEST_EXPAND) {
            throw Refusal.badInput("observations.refusal.expand-depth", DEEPEST_EXPAND);
        }
        String relation = name();
        OptionValues values = new OptionValues();
        if (accept("/")) {
            int from = peek().at();
            values.expand = List.of(expand());
            values.texts.put("$expand", query.substring(from, peek().at()).strip());
        } else if (accept("(")) {
            do {
                nestedOption(values);
            } while (accept(";"));
            expect(")");
        }
        expandDepth--;
        return new Expand(relation, values.options());
    }

    private void nestedOption(OptionValues values) {
        if (peek().is(")")) {
            return;
        }
        Token name = take();
        expect("=");
        int from = peek().at();
        option(name.text(), values);
        values.texts.put(name.text(), query.substring(from, peek().at()).strip());
    }

    private Order order() {
        Expression by = expression();
        boolean descending = accept("desc");
        if (!descending) {
            accept("asc");
        }
        return new Order(by, descending);
    }

    private Expression expression() {
        return chain(this::conjunct, Set.of("or"));
    }

    private Expression conjunct() {
        return chain(this::negation, Set.of("and"));
    }

    private Expression negation() {
        return deeper(() -> accept("not") ? new Call("not", List.of(negation())) : comparison());
    }

    private Expression comparison() {
        Expression left = sum();
        if (COMPARISONS.contains(peek().text()) && peek().kind() == Kind.NAME) {
            return new Call(take().text(), List.of(left, sum()));
        }
        return left;
    }

    private Expression sum() {
        return chain(this::product, SUMS);
    }

    private Expression product() {
        return chain(this::operand, PRODUCTS);
    }

    private Expression chain(Supplier<Expression> part, Set<String> operators) {
        Expression left = part.get();
        while (peek().kind() == Kind.NAME && operators.contains(peek().text())) {
            left = new Call(take().text(), List.of(left, part.get()));
        }
        return left;
    }

    private Expression operand() {
        return deeper(() -> {
            if (accept("-")) {
                return negative(operand());
            }
            if (accept("(")) {
                Expression inner = expression();
                expect(")");
                return inner;
            }
            return peek().kind() == Kind.NAME ? named() : Literals.of(take());
        });
    }

    private static Expression negative(Expression operand) {
        return operand instanceof Expression.Number(BigDecimal value)
                ? new Expression.Number(value.negate())
                : new Call("sub", List.of(new Expression.Number(BigDecimal.ZERO), operand));
    }

    private Expression named() {
        Token name = peek();
        if (name.is("true") || name.is("false")) {
            return new Expression.Truth(take().is("true"));
        }
        if (name.is("null")) {
            take();
            return new Expression.Null();
        }
        if (tokens.get(place + 1).is("(")) {
            return new Call(take().text(), arguments());
        }
        List<String> steps = steps();
        if (steps.size() > 1 && steps.getLast().equals("any") && accept("(")) {
            String variable = name();
            expect(":");
            Any any = new Any(new Path(steps.subList(0, steps.size() - 1)), variable, expression());
            expect(")");
            return any;
        }
        return new Path(steps);
    }

    private List<Expression> arguments() {
        expect("(");
        List<Expression> arguments = peek().is(")") ? List.of() : list(this::expression);
        expect(")");
        return arguments;
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>(List.of(name()));
        while (true) {
            if (accept("/")) {
                steps.add(peek().kind() == Kind.NUMBER ? index() : name());
            } else if (accept("[")) {
                steps.add(index());
                expect("]");
            } else {
                return List.copyOf(steps);
            }
        }
    }

    private String index() {
        Token token = take();
        if (token.kind() != Kind.NUMBER
                || token.text().length() > 9
                || !token.text().matches("\\d+")) {
            throw unexpected(token);
        }
        return token.text();
    }

    private String name() {
        Token token = take();
        if (token.kind() != Kind.NAME) {
            throw unexpected(token);
        }
        return token.text();
    }

    private <T> List<T> list(Supplier<T> item) {
        List<T> items = new ArrayList<>();
        do {
            items.add(item.get());
        } while (accept(","));
        return List.copyOf(items);
    }

    private <T> T deeper(Supplier<T> part) {
        if (++depth > DEEPEST) {
            throw Refusal.badInput("observations.refusal.query-depth", DEEPEST);
        }
        T result = part.get();
        depth--;
        return result;
    }

    private Token peek() {
        return tokens.get(place);
    }

    private Token take() {
        Token token = tokens.get(place);
        if (token.kind() != Kind.END) {
            place++;
        }
        return token;
    }

    private boolean accept(String word) {
        boolean there = peek().is(word) && peek().kind() != Kind.END;
        if (there) {
            place++;
        }
        return there;
    }

    private void expect(String word) {
        Token token = take();
        if (!token.is(word)) {
            throw unexpected(token);
        }
    }

    private static Refusal unexpected(Token token) {
        return Refusal.badInput(
                "observations.refusal.query", token.kind() == Kind.END ? "…" : token.text(), token.at());
    }

    /** What has been read so far. */
    private static final class OptionValues {

        private @Nullable Integer top;
        private int skip;
        private boolean count;
        private List<List<String>> select = List.of();
        private List<Expand> expand = List.of();
        private @Nullable Expression filter;
        private List<Order> order = List.of();
        private Options.ResultFormat format = Options.ResultFormat.JSON;
        private @Nullable String after;
        private final Map<String, String> texts = new LinkedHashMap<>();

        private void setRaw(String name, String text) {
            if (name.equals("$skiptoken")) {
                after = text;
                return;
            }
            format = switch (text) {
                case "dataArray" -> Options.ResultFormat.DATA_ARRAY;
                case "CSV", "csv" -> Options.ResultFormat.CSV;
                case "GeoJSON", "geojson" -> Options.ResultFormat.GEO_JSON;
                default -> throw Refusal.badInput("observations.refusal.result-format", text);
            };
        }

        private Options options() {
            return new Options(top, skip, count, select, expand, filter, order, format, after, texts);
        }
    }
}
