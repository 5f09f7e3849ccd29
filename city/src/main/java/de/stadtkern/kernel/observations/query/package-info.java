/**
 * The data model of SensorThings 1.1 and its query language: {@link
 * de.stadtkern.kernel.observations.query.EntityType} is the one table of entities, {@link
 * de.stadtkern.kernel.observations.query.Parser} the grammar, and the rest turns what was asked into SQL made of {@link
 * de.stadtkern.kernel.observations.query.Sql} fragments with binds.
 */
@NullMarked
package de.stadtkern.kernel.observations.query;

import org.jspecify.annotations.NullMarked;
