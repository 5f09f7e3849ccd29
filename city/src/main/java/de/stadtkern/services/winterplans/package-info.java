/**
 * Winter plans: tours prepared for a kind of weather before it comes, by which every class of streets is done in time. One
 * that holds drives the orders of a night, and is tried against the nights in which a danger was found.
 */
@NullMarked
@ApplicationModule(
        id = "winterplans",
        displayName = "Winter plans",
        allowedDependencies = {"fleet", "geo", "identity", "operations", "planning", "portal", "problem", "streets"})
package de.stadtkern.services.winterplans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
