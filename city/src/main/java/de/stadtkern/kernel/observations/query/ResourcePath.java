package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an address leads, such as {@code Things(1)/Datastreams(2)/name/$value} (18-088, section 9.2).
 *
 * @param steps from entity to entity, at least one
 * @param property names behind the last entity; empty when it is meant as a whole
 */
public record ResourcePath(List<Step> steps, List<String> property, Ending ending) {

    private static final Pattern SEGMENT = Pattern.compile("([A-Za-z]+)(?:\\((-?\\d{1,19})\\))?");
    private static final int MOST_STEPS = 20;

    /** What is asked of the place. */
    public enum Ending {
        NONE,
        VALUE,
        REF,
        COUNT
    }

    /**
     * One step.
     *
     * @param via null at the start
     * @param id null: all of them, or the one that the relation leads to
     */
    public record Step(
            EntityType type,
            @Nullable Relation via,
            @Nullable Long id) {}

    public static ResourcePath of(String path) {
        List<Step> steps = new ArrayList<>();
        List<String> property = new ArrayList<>();
        Ending ending = Ending.NONE;
        String[] segments = path.split("/");
        if (segments.length > MOST_STEPS) {
            throw unknown(path);
        }
        for (String segment : segments) {
            if (ending != Ending.NONE) {
                throw unknown(path);
            }
            Optional<Step> step = property.isEmpty() ? step(steps, segment) : Optional.empty();
            if (step.isPresent()) {
                steps.add(step.get());
                continue;
            }
            switch (segment) {
                case "$value" -> ending = Ending.VALUE;
                case "$ref" -> ending = Ending.REF;
                case "$count" -> ending = Ending.COUNT;
                default -> property.add(segment);
            }
        }
        ResourcePath found = new ResourcePath(steps, property, ending);
        if (!found.makesSense()) {
            throw unknown(path);
        }
        return found;
    }

    private static Optional<Step> step(List<Step> before, String segment) {
        Matcher matcher = SEGMENT.matcher(segment);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Long id = matcher.group(2) == null ? null : number(matcher.group(2));
        if (before.isEmpty()) {
            return EntityType.find(matcher.group(1)).map(type -> new Step(type, null, id));
        }
        if (isMany(before.getLast())) {
            return Optional.empty();
        }
        return before.getLast().type().findRelation(matcher.group(1)).map(via -> new Step(via.type(), via, id));
    }

    private static Long number(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            return -1L; // no entity has it
        }
    }

    private static boolean isMany(Step step) {
        return step.id() == null && (step.via() == null || !step.via().isSingle());
    }

    private boolean makesSense() {
        if (steps.isEmpty() || (isCollection() && !property.isEmpty())) {
            return false;
        }
        boolean known = property.isEmpty()
                || property.getFirst().equals("id")
                || property.getFirst().equals("@iot.id")
                || type().findProperty(property.getFirst()).isPresent();
        return known
                && switch (ending) {
                    case NONE -> true;
                    case VALUE -> !property.isEmpty();
                    case REF -> property.isEmpty();
                    case COUNT -> isCollection();
                };
    }

    private static Refusal unknown(String path) {
        return Refusal.notFound("observations.refusal.resource", path);
    }

    public EntityType type() {
        return steps.getLast().type();
    }

    /** Whether it leads to any number of entities, not to one. */
    public boolean isCollection() {
        return isMany(steps.getLast());
    }

    /** Without the last step; empty at the start. */
    public Optional<ResourcePath> owner() {
        return steps.size() == 1
                ? Optional.empty()
                : Optional.of(new ResourcePath(steps.subList(0, steps.size() - 1), List.of(), Ending.NONE));
    }

    /** Of the entities and no more: without property and ending. */
    public String entities() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(text.isEmpty() ? "" : "/")
                    .append(
                            step.via() == null
                                    ? step.type().setName()
                                    : step.via().name())
                    .append(step.id() == null ? "" : "(" + step.id() + ")");
        }
        return text.toString();
    }

    /** The rows of the type's table, under this alias, to which it leads the reader. */
    Sql condition(String alias, Reader reader) {
        Step last = steps.getLast();
        Sql id = last.id() == null ? Sql.TRUE : id(last.type(), alias, last.id());
        return Sql.and(id, via(last, alias, reader), reader.sees(last.type(), alias));
    }

    private static Sql id(EntityType type, String alias, long id) {
        return type == EntityType.OBSERVATIONS
                ? Sql.of(
                        alias + ".id = {} and " + alias
                                + ".datastream_id = (select p.datastream_id from observation_place({}) p) and " + alias
                                + ".phenomenon_time = (select p.phenomenon_time from observation_place({}) p) and "
                                + alias
                                + ".day = (select date_trunc('day', p.phenomenon_time, 'UTC') from observation_place({}) p)",
                        id,
                        id,
                        id,
                        id)
                : Sql.of(alias + ".id = {}", id);
    }

    private Sql via(Step last, String alias, Reader reader) {
        Relation via = last.via();
        if (via == null) {
            return Sql.TRUE;
        }
        ResourcePath owner = owner().orElseThrow();
        if (!via.isSingle()) {
            return via.linkToId(owner.id(alias + "p", reader), alias);
        }
        String ownerAlias = alias + "p";
        return Sql.of(
                alias + ".id = (select " + ownerAlias + "." + via.mine() + " from "
                        + owner.type().table() + " " + ownerAlias + " where {})",
                owner.condition(ownerAlias, reader));
    }

    /** The id of the one entity to which it leads; as it stands where whoever sees what it has sees it too. */
    Sql id(String alias, Reader reader) {
        Step last = steps.getLast();
        return steps.size() == 1 && last.id() != null && last.type() == EntityType.DATASTREAMS
                ? Sql.of("{}", last.id())
                : Sql.of(
                        "(select " + alias + ".id from " + type().table() + " " + alias + " where {})",
                        condition(alias, reader));
    }
}
