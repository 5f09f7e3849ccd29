package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.observations.Humidity;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.roadweather.Wetness.Kind;
import de.stadtkern.kernel.roadweather.Wetness.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a station has measured at a moment, as far as it can be true.
 *
 * @param complete whether nothing had to be left out
 */
record Observed(Map<Measured, Reading> readings, boolean complete) {

    /** Below this a road counts as dry (METRo), in mm. */
    private static final double WET_FROM = 0.2;

    private static final List<Measured> STATES =
            List.of(Measured.STATE_NTCIP, Measured.STATE_SSI, Measured.STATE_LUFFT);

    static Observed of(Collection<Reading> all) {
        Map<Measured, Reading> believed = new EnumMap<>(Measured.class);
        boolean complete = true;
        for (Reading reading : all) {
            Measured measured = Measured.of(reading).orElse(null);
            if (measured != null) {
                Reading one = measured.believed(reading).orElse(null);
                complete &= one != null;
                if (one != null) {
                    believed.put(measured, one);
                }
            }
        }
        return new Observed(believed, complete);
    }

    /** Empty when the road surface or the humidity of the air is not known. */
    Optional<RoadWeather> weather(Past past, Duration wetFor) {
        Double surface = value(Measured.SURFACE);
        Double dewPoint = dewPoint();
        if (surface == null || dewPoint == null) {
            return Optional.empty();
        }
        Precipitation falling = falling(dewPoint);
        return Optional.of(new RoadWeather(
                surface,
                value(Measured.AIR),
                dewPoint,
                Humidity.frostPoint(dewPoint),
                falling,
                wetness(falling, past, wetFor),
                value(Measured.FILM),
                value(Measured.WIND),
                uncertainty(past, dewPoint),
                readings.values().stream()
                        .sorted(Comparator.comparing(Reading::time))
                        .toList()));
    }

    /** Without what is too much older than the newest to be combined with it. */
    Observed together(Duration apart) {
        Map<Measured, Reading> near = new EnumMap<>(Measured.class);
        readings.forEach((measured, reading) -> {
            if (!reading.time().isBefore(newest().minus(apart))) {
                near.put(measured, reading);
            }
        });
        return new Observed(near, complete);
    }

    private Instant newest() {
        return readings.values().stream()
                .map(Reading::time)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    @Nullable
    Double value(Measured measured) {
        Reading reading = readings.get(measured);
        return reading == null ? null : reading.value();
    }

    private @Nullable Double dewPoint() {
        Double measured = value(Measured.DEW_POINT);
        Double air = value(Measured.AIR);
        Double percent = value(Measured.HUMIDITY);
        return measured != null || air == null || percent == null
                ? measured
                : Double.valueOf(Humidity.dewPoint(air, percent));
    }

    /** Where the temperature of the air is not measured, what falls is taken for rain: the worse of the two. */
    private Precipitation falling(double dewPoint) {
        Double air = value(Measured.AIR);
        double celsius = air == null ? Double.MAX_VALUE : air;
        double percent =
                air == null ? 100 : 100 * Humidity.pressureOverWater(dewPoint) / Humidity.pressureOverWater(air);
        Double type = value(Measured.PRECIPITATION_TYPE);
        if (type != null) {
            return Precipitation.of(type, celsius, percent);
        }
        Double present = value(Measured.PRECIPITATION);
        Double amount = value(Measured.AMOUNT);
        boolean falls = (present != null && present > 0) || (amount != null && amount > 0);
        return falls ? Precipitation.byTemperature(celsius, percent) : Precipitation.NONE;
    }

    private Wetness wetness(Precipitation falling, Past past, Duration wetFor) {
        for (Measured scheme : STATES) {
            Reading code = readings.get(scheme);
            Kind kind = code == null ? null : SurfaceCode.meaning(scheme, code.value());
            if (code != null && kind != null) {
                return new Wetness(kind, Source.STATE, code.time());
            }
        }
        Reading film = readings.get(Measured.FILM);
        if (film != null) {
            return new Wetness(film.value() > WET_FROM ? Kind.WET : Kind.DRY, Source.FILM, film.time());
        }
        Reading rain = rainSensor();
        if (rain != null && falling != Precipitation.NONE) {
            return new Wetness(lying(falling), Source.FALLING, rain.time());
        }
        Instant fell = past.lastFall();
        if (fell != null && !fell.isBefore(newest().minus(wetFor))) {
            return new Wetness(lying(past.fell()), Source.EARLIER, fell);
        }
        return rain == null ? Wetness.UNKNOWN : new Wetness(Kind.DRY, Source.FALLING, rain.time());
    }

    private @Nullable Reading rainSensor() {
        Reading type = readings.get(Measured.PRECIPITATION_TYPE);
        Reading present = readings.get(Measured.PRECIPITATION);
        return type != null ? type : present != null ? present : readings.get(Measured.AMOUNT);
    }

    private static Kind lying(Precipitation fallen) {
        return fallen == Precipitation.SNOW ? Kind.SNOW : Kind.WET;
    }

    private Uncertainty uncertainty(Past past, double dewPoint) {
        Double surface = accuracy(past, Measured.SURFACE);
        Double air = value(Measured.AIR);
        Double percent = value(Measured.HUMIDITY);
        if (readings.containsKey(Measured.DEW_POINT) || air == null || percent == null) {
            return Uncertainty.of(surface, accuracy(past, Measured.DEW_POINT), dewPoint);
        }
        return Uncertainty.of(surface, accuracy(past, Measured.AIR), accuracy(past, Measured.HUMIDITY), air, percent);
    }

    private @Nullable Double accuracy(Past past, Measured measured) {
        Reading reading = readings.get(measured);
        return reading == null ? null : past.accuracy().get(reading.datastreamId());
    }
}
