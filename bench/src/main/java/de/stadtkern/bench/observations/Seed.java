package de.stadtkern.bench.observations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;

/**
 * What a server is filled with: Things on a grid around Kaiserslautern, each with datastreams of temperatures that rise
 * and fall with the day, one value a step until last midnight.
 */
record Seed(int things, int datastreams, int observations, Duration step) {

    static final int ROWS = 1000;

    private static final double SECONDS_PER_DAY = 86_400;
    private static final int COLUMNS = 40;

    static Instant end() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    /** The n-th Thing with Location and Datastreams as one deep insert. */
    String thing(int number) {
        StringJoiner streams = new StringJoiner(",", "[", "]");
        for (int i = 0; i < datastreams; i++) {
            streams.add(datastream(number, i));
        }
        return String.format(
                Locale.ROOT,
                """
                {"name":"bench %d","description":"made by bench","properties":{"district":"D%d","number":%d},
                "Locations":[{"name":"place %d","description":"on a grid","encodingType":"application/geo+json",
                "location":{"type":"Point","coordinates":[%.4f,%.4f]}}],"Datastreams":%s}""",
                number,
                number % 17,
                number,
                number,
                7.70 + number % COLUMNS * 0.0035,
                49.40 + number / COLUMNS * 0.0036,
                streams);
    }

    private static String datastream(int thing, int number) {
        return """
                {"name":"bench %d/%d","description":"made by bench",
                "observationType":"http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                "unitOfMeasurement":{"name":"degree Celsius","symbol":"°C","definition":"http://unitsofmeasure.org/ucum.html#para-30"},
                "Sensor":{"name":"sensor","description":"made by bench","encodingType":"application/pdf","metadata":"none"},
                "ObservedProperty":{"name":"temperature","definition":"http://example.org/temperature","description":"of the air"}}""".replace("°", "\\u00b0").formatted(thing, number);
    }

    int requests(int streams) {
        return streams * Math.ceilDiv(observations, ROWS);
    }

    /** The n-th request of all that fill these datastreams, in the order in which the values would have come. */
    String fill(List<String> ids, int number) {
        int first = number / ids.size() * ROWS;
        int rows = Math.min(ROWS, observations - first);
        Instant start = end().minus(step.multipliedBy(observations - first));
        return dataArray(ids.get(number % ids.size()), start, step, rows);
    }

    /** A CreateObservations of so many values for one datastream. */
    static String dataArray(String id, Instant start, Duration step, int rows) {
        Random random = new Random(id.hashCode() * 31L + start.getEpochSecond());
        StringJoiner values = new StringJoiner(",", "[", "]");
        for (int i = 0; i < rows; i++) {
            Instant time = start.plus(step.multipliedBy(i));
            values.add("[\"" + time + "\",\"" + time + "\"," + temperature(time, random) + "]");
        }
        return "[{\"Datastream\":{\"@iot.id\":" + Target.json(id)
                + "},\"components\":[\"phenomenonTime\",\"resultTime\",\"result\"],\"dataArray\":" + values + "}]";
    }

    static String observation(Instant time, Random random) {
        return "{\"phenomenonTime\":\"" + time + "\",\"resultTime\":\"" + time + "\",\"result\":"
                + temperature(time, random) + "}";
    }

    /** With one decimal, as most thermometers send it. */
    private static double temperature(Instant time, Random random) {
        double day = 2 * Math.PI * (time.getEpochSecond() % SECONDS_PER_DAY) / SECONDS_PER_DAY;
        return Math.round(100 - 60 * Math.cos(day) + random.nextGaussian(0, 3)) / 10.0;
    }
}
