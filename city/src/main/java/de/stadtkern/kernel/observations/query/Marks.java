package de.stadtkern.kernel.observations.query;

/**
 * Signs in the JSON that PostgreSQL writes, for what is put in more cheaply on the way out. No JSON can hold them as they
 * are.
 */
public final class Marks {

    /** The root address. */
    public static final char ROOT = '\u0001';

    /** Links of one entity: this sign, its type, a set of links, its id, this sign. */
    public static final char LINKS = '\u0002';

    /** A time or a period of PostgreSQL between two of this sign; nothing between them is null. */
    public static final char TIME = '\u0003';

    /** What type and set of links are counted from, so that they are printable. */
    public static final char ZERO = '@';

    /** In a set of links: id and address of the entity itself. The bits below are its relations, in their order. */
    public static final int SELF = 16;

    private Marks() {}

    /** The links of the row with this alias. */
    static Sql links(EntityType type, String alias, int links) {
        return Sql.raw("'" + LINKS + (char) (ZERO + type.ordinal()) + (char) (ZERO + links) + "' || " + alias
                + ".id || '" + LINKS + "'");
    }

    /** A time as PostgreSQL writes it; null when there is none. */
    static Sql time(Sql time) {
        return Sql.of("'" + TIME + "' || ({} at time zone 'UTC')::text || '" + TIME + "'", time);
    }

    static Sql period(Sql start, Sql end) {
        return Sql.of(
                "'" + TIME
                        + "' || ({} at time zone 'UTC')::text || coalesce('/' || ({} at time zone 'UTC')::text, '') || '"
                        + TIME + "'",
                start,
                end);
    }
}
