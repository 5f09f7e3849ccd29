package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where a way begins or ends: a place, or the end of a street.
 *
 * <p>At the end of a street a way begins coming out of the street, and arrives going into it, so turns count there.
 * A street between A and B that is served from A to B is entered at the end A and left at the end B.
 *
 * @param inside a position of the street next to this end; null for a place, which is left and reached from any side
 */
public record End(Position position, @Nullable Position inside) {

    /** A place. */
    public static End of(Position position) {
        return new End(position, null);
    }
}
