package de.stadtkern.kernel.observations.query;

import java.util.List;
import java.util.Set;

/**
 * A property of an entity type and the columns that hold it. In an expression {@code @} stands for the alias of the
 * table.
 *
 * @param columns one; start and end of a {@code PERIOD}; GeoJSON, point and bounds of a {@code GEOMETRY}; number and JSON
 *     of a {@code RESULT}
 */
public record Property(String name, Kind kind, List<String> columns, Set<Trait> traits) {

    /** What a property holds. */
    public enum Kind {
        TEXT,
        JSON,
        TIME,
        PERIOD,
        GEOMETRY,
        RESULT,
        AREA
    }

    /** What else is to be known of it. */
    public enum Trait {
        MANDATORY,
        /** A JSON object, and nothing else. */
        OBJECT,
        /** A JSON array, and nothing else. */
        ARRAY,
        /** Kept by the program; what a client sends is passed over. */
        COMPUTED,
        /** Written as null when there is none; others are left out. */
        SHOWN_WHEN_NULL
    }

    static Property of(String name, Kind kind, String columns, Trait... traits) {
        return new Property(name, kind, List.of(columns.split(",")), Set.of(traits));
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** A column of the row with this alias. */
    Sql column(int index, String alias) {
        String column = columns.get(index);
        return Sql.raw(column.contains("@") ? column.replace("@", alias) : alias + "." + column);
    }
}
