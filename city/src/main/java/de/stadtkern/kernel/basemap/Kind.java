package de.stadtkern.kernel.basemap;

/** What a feature of the map is, in the order in which areas and then roads are drawn; and from which zoom on. */
enum Kind {
    RESIDENTIAL_AREA(Form.LAND, 10),
    COMMERCIAL_AREA(Form.LAND, 10),
    INDUSTRIAL_AREA(Form.LAND, 10),
    CAMPUS(Form.LAND, 12),
    FARMLAND(Form.LAND, 11),
    GRASS(Form.LAND, 11),
    PARK(Form.LAND, 10),
    CEMETERY(Form.LAND, 11),
    SCRUB(Form.LAND, 11),
    FOREST(Form.LAND, 10),
    BARE(Form.LAND, 12),
    PITCH(Form.AREA, 14),
    PARKING(Form.AREA, 15),
    SQUARE(Form.AREA, 14),
    WATER(Form.AREA, 10),
    BUILDING(Form.AREA, 14),
    /** A building, or a place alone, whose name is its number. */
    HOUSE(Form.AREA, 14),

    STREAM(Form.LINE, 13),
    RIVER(Form.LINE, 10),
    BOUNDARY(Form.LINE, 10),

    STEPS(Form.ROAD, 15),
    PATH(Form.ROAD, 14),
    TRACK(Form.ROAD, 13),
    SERVICE(Form.ROAD, 14),
    PEDESTRIAN(Form.ROAD, 13),
    LIVING_STREET(Form.ROAD, 13),
    RESIDENTIAL(Form.ROAD, 13),
    TERTIARY(Form.ROAD, 11),
    SECONDARY(Form.ROAD, 10),
    PRIMARY(Form.ROAD, 10),
    TRUNK(Form.ROAD, 10),
    MOTORWAY(Form.ROAD, 10),
    SIDING(Form.ROAD, 14),
    TRAM(Form.ROAD, 13),
    RAIL(Form.ROAD, 10),

    CITY(Form.PLACE, 10),
    TOWN(Form.PLACE, 10),
    VILLAGE(Form.PLACE, 11),
    SUBURB(Form.PLACE, 12),
    HAMLET(Form.PLACE, 13),
    QUARTER(Form.PLACE, 14),
    STATION(Form.PLACE, 13),
    PEAK(Form.PLACE, 13),
    TREE(Form.PLACE, 17);

    /** How it lies on the ground; roads include railways. */
    enum Form {
        /** An area that others lie upon. */
        LAND,
        AREA,
        LINE,
        ROAD,
        PLACE
    }

    private final Form form;
    private final int minZoom;

    Kind(Form form, int minZoom) {
        this.form = form;
        this.minZoom = minZoom;
    }

    Form form() {
        return form;
    }

    boolean isArea() {
        return form == Form.LAND || form == Form.AREA;
    }

    int minZoom() {
        return minZoom;
    }
}
