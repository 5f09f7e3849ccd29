package de.stadtkern.kernel.portal;

import java.util.Map;

/**
 * Which rows of a table are wanted.
 *
 * @param filter words that the rows must contain; empty for all rows
 * @param sort key of a column of the table
 */
public record TableQuery(String filter, String sort, boolean descending, int limit, long offset) {

    /** The filter as a pattern of SQL's {@code ilike}. */
    public String pattern() {
        return SearchWords.pattern(filter);
    }

    /**
     * What stands after SQL's {@code order by}.
     *
     * @param expressions by the keys of the table's columns
     * @param unique expression that tells all rows apart, so that no row is on two pages
     */
    public String orderBy(Map<String, String> expressions, String unique) {
        String direction = descending ? " desc" : " asc";
        String expression = expressions.get(sort);
        return expression == null ? unique + direction : expression + direction + " nulls last, " + unique + direction;
    }
}
