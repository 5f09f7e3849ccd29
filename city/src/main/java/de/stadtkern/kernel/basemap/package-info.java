/**
 * The town's own map: what an OpenStreetMap extract holds is kept as features and drawn as tiles and pictures, without
 * internet. Maps of others come through this program, never straight to a visitor. The door is
 * {@link de.stadtkern.kernel.basemap.BaseMap}.
 */
@NullMarked
@ApplicationModule(
        id = "basemap",
        displayName = "Base map",
        allowedDependencies = {"addresses", "geo", "portal", "problem", "streets"})
package de.stadtkern.kernel.basemap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
