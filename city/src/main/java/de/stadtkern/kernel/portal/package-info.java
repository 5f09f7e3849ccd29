/**
 * The shell of every page: languages, texts, navigation, sign-in, errors, live updates, and the answer to every
 * exception. A room adds to it with a {@link de.stadtkern.kernel.portal.NavigationEntry} and its own texts.
 */
@NullMarked
@ApplicationModule(
        id = "portal",
        displayName = "Portal",
        allowedDependencies = {"geo", "identity", "problem"})
package de.stadtkern.kernel.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
