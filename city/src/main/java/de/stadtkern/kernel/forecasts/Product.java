package de.stadtkern.kernel.forecasts;

/** The two forecasts that are kept. */
enum Product {
    /** Road weather of about 1,800 stations, hour by hour for a week. */
    ROAD("Deutscher Wetterdienst, SWSMOS"),
    /** Weather of about 6,000 places, hour by hour for ten days. */
    WEATHER("Deutscher Wetterdienst, MOSMIX");

    final String source;

    Product(String source) {
        this.source = source;
    }
}
