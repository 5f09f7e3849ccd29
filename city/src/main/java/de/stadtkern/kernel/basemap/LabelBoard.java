package de.stadtkern.kernel.basemap;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where in a picture texts stand already, so that none is cut, covered, or repeated close by. */
final class LabelBoard {

    private static final int CELL = 3;
    private static final double MARGIN = 3;

    private final int width;
    private final int height;
    private final int columns;
    private final BitSet taken;
    private final Map<String, List<Point2D>> places = new HashMap<>();

    LabelBoard(int width, int height) {
        this.width = width;
        this.height = height;
        this.columns = width / CELL + 1;
        this.taken = new BitSet(columns * (height / CELL + 1));
    }

    /** Takes the room for the text if it is free and the same text is further away than the distance. */
    boolean take(String text, List<Rectangle2D> boxes, double distance) {
        if (!boxes.stream().allMatch(box -> isInside(box) && isFree(box)) || isNear(text, boxes, distance)) {
            return false;
        }
        boxes.forEach(this::fill);
        places.computeIfAbsent(text, key -> new ArrayList<>()).add(middle(boxes));
        return true;
    }

    private boolean isInside(Rectangle2D box) {
        return box.getMinX() >= MARGIN
                && box.getMinY() >= MARGIN
                && box.getMaxX() <= width - MARGIN
                && box.getMaxY() <= height - MARGIN;
    }

    private boolean isNear(String text, List<Rectangle2D> boxes, double distance) {
        Point2D middle = middle(boxes);
        return places.getOrDefault(text, List.of()).stream().anyMatch(place -> place.distance(middle) < distance);
    }

    private boolean isFree(Rectangle2D box) {
        int last = (int) box.getMaxX() / CELL;
        for (int row = (int) box.getMinY() / CELL; row <= (int) box.getMaxY() / CELL; row++) {
            int next = taken.nextSetBit(row * columns + (int) box.getMinX() / CELL);
            if (next >= 0 && next <= row * columns + last) {
                return false;
            }
        }
        return true;
    }

    private void fill(Rectangle2D box) {
        for (int row = (int) box.getMinY() / CELL; row <= (int) box.getMaxY() / CELL; row++) {
            taken.set(row * columns + (int) box.getMinX() / CELL, row * columns + (int) box.getMaxX() / CELL + 1);
        }
    }

    private static Point2D middle(List<Rectangle2D> boxes) {
        Rectangle2D box = boxes.get(boxes.size() / 2);
        return new Point2D.Double(box.getCenterX(), box.getCenterY());
    }
}
