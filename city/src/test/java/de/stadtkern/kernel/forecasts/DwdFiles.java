package de.stadtkern.kernel.forecasts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Files as Deutscher Wetterdienst writes them, with made-up content. */
final class DwdFiles {

    static final String ROAD_CATALOGUE = """
        Kennung;Name;Streckentyp (1=freie Strecke 2=Bruecke);Streckenbelag (1=Asphalt 2=Beton);Breite;Laenge;Hoehe;Flughafen;Inaktiv
        A006;Boeglum;1;1;54,889156;8,908735;2;;
        C671;AD Südost ;1;1;53,508902;10,066938;4;A;
        Z999;Stillgelegt;1;1;50,310000;11,910000;500;;X
        """;

    static final String WEATHER_CATALOGUE = """
        ID    ICAO NAME                 LAT    LON     ELEV
        ----- ---- -------------------- -----  ------- -----
        01001 ENJA JAN MAYEN             70.56   -8.40    10
        03772 EGLL LONDON                51.29   -0.27    24
        10554 EDDE ERFURT               50.59   10.58   315
        10865 ---- MUENCHEN STADT        48.10   11.32   515
        P0051 ---- LUEDINGHAUSEN         51.46    7.26    51
        """;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private DwdFiles() {}

    static byte[] bzip2(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new BZip2CompressorOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return packed.toByteArray();
    }

    static byte[] zip(Map<String, String> files) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(packed)) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return packed.toByteArray();
    }

    /** Some hours from the hour of the run on, with this surface temperature. */
    static String road(Instant run, String station, double surface, int hours) {
        return "ID;Lat;Lon;YYYYMMDDHHmm;TL;TD;TS;RRL1c;RRS1c;RC\n" + MINUTE.format(run) + "\n"
                + IntStream.range(0, hours)
                        .mapToObj(hour -> "%s;50.3;11.9;%s;1.5;-0.5;%s;0.2;0.1;7\n"
                                .formatted(station, MINUTE.format(run.plus(Duration.ofHours(hour))), surface))
                        .collect(Collectors.joining());
    }

    static String weather(Instant run, Instant first, Map<String, Map<String, String>> stations) {
        int steps =
                stations.values().iterator().next().values().iterator().next().split(" +").length;
        String times = IntStream.range(0, steps)
                .mapToObj(step -> "<dwd:TimeStep>" + time(first.plus(Duration.ofHours(step))) + "</dwd:TimeStep>")
                .collect(Collectors.joining("\n"));
        String placemarks = stations.entrySet().stream()
                .map(station -> """
                    <kml:Placemark><kml:name>%s</kml:name><kml:description>STATION</kml:description>
                    <kml:ExtendedData>%s</kml:ExtendedData>
                    <kml:Point><kml:coordinates>10.98,50.98,315.0</kml:coordinates></kml:Point></kml:Placemark>
                    """.formatted(station.getKey(), forecasts(station.getValue())))
                .collect(Collectors.joining());
        return """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <kml:kml xmlns:dwd="https://opendata.dwd.de/weather/lib/pointforecast_dwd_extension_V1_0.xsd"
                xmlns:kml="http://www.opengis.net/kml/2.2">
            <kml:Document><kml:ExtendedData><dwd:ProductDefinition>
            <dwd:Issuer>Deutscher Wetterdienst</dwd:Issuer><dwd:ProductID>MOSMIX</dwd:ProductID>
            <dwd:IssueTime>%s</dwd:IssueTime>
            <dwd:ForecastTimeSteps>%s</dwd:ForecastTimeSteps>
            </dwd:ProductDefinition></kml:ExtendedData>%s</kml:Document></kml:kml>
            """.formatted(time(run), times, placemarks);
    }

    private static String forecasts(Map<String, String> elements) {
        return elements.entrySet().stream()
                .map(element -> "<dwd:Forecast dwd:elementName=\"%s\"><dwd:value>    %s</dwd:value></dwd:Forecast>"
                        .formatted(element.getKey(), element.getValue()))
                .collect(Collectors.joining());
    }

    private static String time(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** @param area what stands within {@code area} */
    static String warning(String id, String severity, Instant from, Instant until, String area) {
        return """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>%1$s</identifier><sender>opendata@dwd.de</sender><sent>%3$s</sent>
              <status>Actual</status><msgType>Alert</msgType><source>PVW</source><scope>Public</scope>
              <info>
                <language>de-DE</language><category>Met</category><event>GLÄTTE</event>
                <responseType>Prepare</responseType><urgency>Immediate</urgency><severity>%2$s</severity>
                <certainty>Likely</certainty>
                <eventCode><valueName>II</valueName><value>24</value></eventCode>
                <effective>%3$s</effective><onset>%3$s</onset><expires>%4$s</expires>
                <senderName>Deutscher Wetterdienst</senderName>
                <headline>Amtliche WARNUNG vor GLÄTTE</headline>
                <description>Es tritt verbreitet Glätte auf.</description>
                <instruction>Fahren Sie vorsichtig.</instruction>
                <parameter><valueName>temperature</valueName><value>-3 [°C]</value></parameter>
                <area><areaDesc>polygonal event area</areaDesc>%5$s</area>
                <area><areaDesc>Stadt Hof</areaDesc>
                  <geocode><valueName>WARNCELLID</valueName><value>809464000</value></geocode></area>
              </info>
            </alert>
            """.formatted(id, severity, from, until, area);
    }

    /** A square with this half side in degrees, latitude first. */
    static String square(double lat, double lon, double half) {
        return String.format(
                Locale.ROOT,
                "%1$f,%3$f %1$f,%4$f %2$f,%4$f %2$f,%3$f %1$f,%3$f",
                lat - half,
                lat + half,
                lon - half,
                lon + half);
    }
}
