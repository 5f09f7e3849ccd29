/**
 * The town as it concerns one person: the home page with what concerns them, what is near them and what was decided near
 * them; the households they named, the pages they remember, and everything they have going on with the town in one place.
 * The rooms say what there is, by {@code Concern}, {@code Nearby}, {@code ComingDay}, {@code Glance} and {@code OwnEntry}.
 */
@NullMarked
@ApplicationModule(
        id = "home",
        displayName = "Home",
        allowedDependencies = {"addresses", "geo", "identity", "notifications", "portal", "problem"})
package de.stadtkern.kernel.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
