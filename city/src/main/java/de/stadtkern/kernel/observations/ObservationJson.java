package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.Body.Period;
import de.stadtkern.kernel.observations.ObservationWriter.Stored;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A new observation as it would be read again. */
final class ObservationJson {

    private ObservationJson() {}

    static String of(NewObservation observation, Stored stored, String root) {
        String self = root + "/Observations(" + stored.id() + ")";
        StringBuilder json = new StringBuilder(600)
                .append("{\"@iot.id\":")
                .append(stored.id())
                .append(",\"@iot.selfLink\":\"")
                .append(self)
                .append("\",\"phenomenonTime\":");
        add(json, stored.time());
        Instant resultTime = observation.resultTime();
        json.append(",\"resultTime\":");
        add(json, resultTime == null ? null : new Period(resultTime, null));
        json.append(",\"result\":").append(observation.result().text());
        if (observation.quality() != null) {
            json.append(",\"resultQuality\":").append(observation.quality());
        }
        if (observation.valid() != null) {
            add(json.append(",\"validTime\":"), observation.valid());
        }
        if (observation.parameters() != null) {
            json.append(",\"parameters\":").append(observation.parameters());
        }
        for (String relation : new String[] {"Datastream", "MultiDatastream", "FeatureOfInterest"}) {
            json.append(",\"")
                    .append(relation)
                    .append("@iot.navigationLink\":\"")
                    .append(self)
                    .append('/')
                    .append(relation)
                    .append('"');
        }
        return json.append('}').toString();
    }

    private static void add(StringBuilder json, @Nullable Period period) {
        if (period == null) {
            json.append("null");
            return;
        }
        json.append('"').append(iso(period.start()));
        if (period.end() != null) {
            json.append('/').append(iso(period.end()));
        }
        json.append('"');
    }

    /** As PostgreSQL writes it: no more places behind the point than needed. */
    private static String iso(Instant time) {
        String text = time.toString();
        return text.indexOf('.') < 0 ? text : text.replaceAll("0+Z$", "Z");
    }
}
