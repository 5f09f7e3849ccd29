package de.stadtkern.kernel.basemap;

/** A thing on the map: what it is and where. */
record MapFeature(Traits traits, Shape shape) {

    private static final int LAST_ZOOM = 18;
    private static final double SMALLEST_PIXELS = 4;

    /** An area becomes visible where it is a few pixels large. */
    static MapFeature of(Traits traits, Shape shape) {
        if (!traits.kind().isArea() || traits.minZoom() >= LAST_ZOOM) {
            return new MapFeature(traits, shape);
        }
        double size = shape.size();
        int zoom = traits.minZoom();
        while (zoom < LAST_ZOOM && size * Mercator.scale(zoom) < SMALLEST_PIXELS) {
            zoom++;
        }
        return new MapFeature(new Traits(traits.kind(), traits.name(), traits.ref(), zoom, traits.layer()), shape);
    }

    Kind kind() {
        return traits.kind();
    }

    String name() {
        return traits.name();
    }
}
