package de.stadtkern.kernel.observations.query;

/**
 * How an entity type leads to another.
 *
 * @param table of the links when {@code MANY_TO_MANY}, else that of neither
 * @param mine {@code TO_ONE}: my column with the other's id; {@code MANY_TO_MANY}: the link's column with my id
 * @param theirs {@code TO_MANY}: their column with my id; {@code MANY_TO_MANY}: the link's column with their id
 */
public record Relation(String name, String target, Kind kind, String table, String mine, String theirs) {

    /** How many others, and where the link is kept. */
    public enum Kind {
        TO_ONE,
        TO_MANY,
        MANY_TO_MANY
    }

    static Relation toOne(String name, String target, String column) {
        return new Relation(name, target, Kind.TO_ONE, "", column, "");
    }

    static Relation toMany(String target, String column) {
        return new Relation(target, target, Kind.TO_MANY, "", "", column);
    }

    static Relation manyToMany(String target, String table, String mine, String theirs) {
        return new Relation(target, target, Kind.MANY_TO_MANY, table, mine, theirs);
    }

    public EntityType type() {
        return EntityType.get(target);
    }

    public boolean isSingle() {
        return kind == Kind.TO_ONE;
    }

    /** That the row {@code other} of the target belongs to the row {@code owner}. */
    Sql link(String owner, String other) {
        return kind == Kind.TO_ONE
                ? Sql.raw(other + ".id = " + owner + "." + mine)
                : linkToId(Sql.raw(owner + ".id"), other);
    }

    /** That the row {@code other} belongs to the owner with this id; not for {@code TO_ONE}. */
    Sql linkToId(Sql id, String other) {
        if (kind == Kind.MANY_TO_MANY) {
            return Sql.of(other + ".id in (select " + theirs + " from " + table + " where " + mine + " = {})", id);
        }
        Sql direct = Sql.of(other + "." + theirs + " = {}", id);
        return theirs.equals("feature_id")
                ? Sql.of(
                        "{} and " + other
                                + ".datastream_id in (select datastream_id from datastream_feature where feature_id = {})",
                        direct,
                        id)
                : direct;
    }
}
