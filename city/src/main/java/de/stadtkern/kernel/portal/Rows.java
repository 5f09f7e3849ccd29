package de.stadtkern.kernel.portal;

import java.util.List;

/** Where the rows of a long {@link Table} come from, usually an SQL query. A short one takes a list. */
public interface Rows<T> {

    /** How many rows match the filter. */
    long count(TableQuery query);

    /** The wanted rows in the wanted order. */
    List<T> list(TableQuery query);
}
