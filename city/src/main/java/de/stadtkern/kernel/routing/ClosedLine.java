package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.util.List;

/**
 * Along which line a road is closed.
 *
 * @param onFootToo whether people on foot and in wheelchairs do not come through either
 */
record ClosedLine(List<Position> course, boolean onFootToo) {}
