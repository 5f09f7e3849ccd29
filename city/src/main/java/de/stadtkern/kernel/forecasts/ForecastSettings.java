package de.stadtkern.kernel.forecasts;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where forecasts and warnings come from.
 *
 * @param active whether they are fetched at all
 * @param from the server, with TLS unless it is this machine; or a folder that holds the same files side by side
 * @param weatherCatalogue the list of the stations of MOSMIX, which stands on another server
 * @param weatherOfAll whether the weather comes from the one file of all stations, every hour, instead of one file for
 *     each wanted station, four times a day
 * @param roadOldAfter how long after its run a road-weather forecast is called old
 * @param weatherOldAfter how long after its run a weather forecast is called old
 * @param warningsOldAfter how long after they came warnings are called old
 */
@ConfigurationProperties("stadtkern.forecasts")
record ForecastSettings(
        @DefaultValue("false") boolean active,
        @DefaultValue("https://opendata.dwd.de") String from,

        @DefaultValue(
                "https://www.dwd.de/DE/leistungen/met_verfahren_mosmix/mosmix_stationskatalog.cfg?view=nasPublication&nn=16102")
        String weatherCatalogue,

        @DefaultValue("false") boolean weatherOfAll,
        @DefaultValue("4h") Duration roadOldAfter,
        @DefaultValue("9h") Duration weatherOldAfter,
        @DefaultValue("1h") Duration warningsOldAfter) {

    ForecastSettings {
        if (isServer(from)) {
            requireSafe("from", from);
            requireSafe("weather-catalogue", weatherCatalogue);
        }
    }

    /** Where this file is: an address, or a path on this machine. */
    String locate(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (!isServer(from)) {
            return Path.of(from).resolve(name.split("\\?", 2)[0]).toString();
        }
        return isServer(file) ? file : from.replaceAll("/+$", "") + "/" + file;
    }

    static boolean isServer(String place) {
        return place.startsWith("http://") || place.startsWith("https://");
    }

    private static void requireSafe(String key, String address) {
        URI uri = URI.create(address);
        try {
            if (!"https".equals(uri.getScheme())
                    && !InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "stadtkern.forecasts.%s must begin with https://, but is %s".formatted(key, address));
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("stadtkern.forecasts." + key + ": no such host in " + address, e);
        }
    }
}
