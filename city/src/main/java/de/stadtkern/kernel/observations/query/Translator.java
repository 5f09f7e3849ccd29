package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.observations.query.Expression.Any;
import de.stadtkern.kernel.observations.query.Expression.Call;
import de.stadtkern.kernel.observations.query.Expression.Path;
import de.stadtkern.kernel.observations.query.Operand.Kind;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Set;

/** Turns expressions into SQL on the tables of the entities. */
final class Translator {

    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    private final Frame.Aliases aliases;
    private final Reader reader;
    private final Spatial spatial;

    Translator(Frame.Aliases aliases, Reader reader, Geometries geometries) {
        this.aliases = aliases;
        this.reader = reader;
        this.spatial = new Spatial(geometries);
    }

    Sql condition(Expression expression, Scope scope) {
        if (expression instanceof Call(String function, List<Expression> arguments)) {
            switch (function) {
                case "and", "or" -> {
                    return Sql.of(
                            "({} " + function + " {})",
                            condition(arguments.get(0), scope),
                            condition(arguments.get(1), scope));
                }
                case "not" -> {
                    requireCount(function, arguments, 1);
                    return Sql.of("not ({})", condition(arguments.getFirst(), scope));
                }
                default -> {
                    // a comparison or a function
                }
            }
        }
        if (expression instanceof Any any) {
            return any(any, scope);
        }
        Frame frame = new Frame(aliases, reader);
        Operand value = operand(expression, scope, frame).as(Kind.BOOLEAN);
        return frame.holds(value.sql());
    }

    /** By what is ordered: one value of SQL, or two for a result. */
    Operand value(Expression expression, Scope scope) {
        Frame frame = new Frame(aliases, reader);
        Operand value = operand(expression, scope, frame);
        return new Operand(
                value.kind(), value.parts().stream().map(frame::value).toList(), null);
    }

    private Sql any(Any any, Scope scope) {
        Frame frame = new Frame(aliases, reader);
        Scope at = start(any.path(), scope);
        EntityType type = at.type();
        String alias = at.alias();
        for (String step : stepsAfterStart(any.path(), scope)) {
            Relation relation = type.findRelation(step).orElseThrow(() -> unknown(any.path(), step));
            alias = frame.join(alias, relation);
            type = relation.type();
        }
        return frame.holds(condition(any.condition(), scope.with(any.variable(), type, alias)));
    }

    private Operand operand(Expression expression, Scope scope, Frame frame) {
        return switch (expression) {
            case Path path -> path(path, scope, frame);
            case Call call -> call(call, scope, frame);
            case Any any -> Operand.truth(any(any, scope));
            default -> Operand.literal(expression);
        };
    }

    private Operand call(Call call, Scope scope, Frame frame) {
        if (call.function().equals("and")
                || call.function().equals("or")
                || call.function().equals("not")) {
            return Operand.truth(condition(call, scope));
        }
        List<Operand> operands = call.arguments().stream()
                .map(argument -> operand(argument, scope, frame))
                .toList();
        if (COMPARISONS.contains(call.function())) {
            return Operand.truth(Comparison.of(call.function(), operands.get(0), operands.get(1)));
        }
        return Spatial.FUNCTIONS.contains(call.function())
                ? spatial.call(call.function(), operands)
                : Functions.call(call.function(), operands);
    }

    private static Scope start(Path path, Scope scope) {
        Scope variable = scope.variables().get(path.steps().getFirst());
        return variable == null ? scope : variable;
    }

    private static List<String> stepsAfterStart(Path path, Scope scope) {
        boolean variable = scope.variables().containsKey(path.steps().getFirst());
        return path.steps().subList(variable ? 1 : 0, path.steps().size());
    }

    private Operand path(Path path, Scope scope, Frame frame) {
        EntityType type = start(path, scope).type();
        String alias = start(path, scope).alias();
        List<String> steps = stepsAfterStart(path, scope);
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            var relation = type.findRelation(step);
            if (relation.isPresent()) {
                alias = frame.join(alias, relation.get());
                type = relation.get().type();
                continue;
            }
            List<String> rest = steps.subList(i + 1, steps.size());
            if ((step.equals("id") || step.equals("@iot.id")) && rest.isEmpty()) {
                return Operand.number(Sql.raw(alias + ".id"));
            }
            Property property = type.findProperty(step).orElseThrow(() -> unknown(path, step));
            return property(type, property, alias, rest);
        }
        throw Refusal.badInput("observations.refusal.path", path.toString(), "…");
    }

    private static Operand property(EntityType type, Property property, String alias, List<String> rest) {
        Sql column = property.column(0, alias);
        if (!rest.isEmpty()) {
            return inside(property, alias, rest);
        }
        return switch (property.kind()) {
            case TEXT -> Operand.text(column);
            case JSON -> Operand.of(Kind.JSON, column);
            case TIME -> Operand.of(Kind.TIME, column);
            case PERIOD -> Operand.of(Kind.TIME, column, property.column(1, alias));
            case RESULT -> Operand.of(Kind.RESULT, column, property.column(1, alias));
            case GEOMETRY, AREA ->
                new Operand(Kind.GEOMETRY, List.of(column), new Spatial.Place(type, property, alias));
        };
    }

    private static Operand inside(Property property, String alias, List<String> rest) {
        Sql json = switch (property.kind()) {
            case JSON -> property.column(0, alias);
            case RESULT -> property.column(1, alias);
            case GEOMETRY -> Sql.of("{}::jsonb", property.column(0, alias));
            default ->
                throw Refusal.badInput(
                        "observations.refusal.path", property.name() + "/" + String.join("/", rest), rest.getFirst());
        };
        Sql steps = Sql.join(", ", rest.stream().map(step -> Sql.of("{}", step)).toList());
        return new Operand(
                Kind.JSON,
                List.of(Sql.of("jsonb_extract_path({}, {})", json, steps)),
                new Comparison.Inside(json, rest));
    }

    static void requireCount(String function, List<?> arguments, int count) {
        if (arguments.size() != count) {
            throw Refusal.badInput("observations.refusal.arguments", function, count, arguments.size());
        }
    }

    private static Refusal unknown(Path path, String step) {
        return Refusal.badInput("observations.refusal.path", path.toString(), step);
    }
}
