package de.stadtkern.demo.devices;

import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an installer tells the town about a device: a Thing of SensorThings with everything that belongs to it. */
public final class Installation {

    /** Property of the Thing that tells where its values come from. */
    public static final String ORIGIN = "simuliert für die Vorführung";

    private static final String MEASUREMENT = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";

    private Installation() {}

    /** The Thing with its Location and its Datastreams. */
    public static ObjectNode of(Device device) {
        Kind kind = device.kind();
        ObjectNode thing = JsonNodeFactory.instance
                .objectNode()
                .put("name", device.name())
                .put("description", kind.type.label() + ", " + kind.type.sensor());
        thing.putObject("properties")
                .put("origin", ORIGIN)
                .put("devEui", device.devEui())
                .put("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("district", device.place().district())
                .put("metresAboveSea", device.altitude());
        ObjectNode location = thing.putArray("Locations").addObject();
        location.put("name", device.place().name())
                .put("description", "Standort")
                .put("encodingType", "application/geo+json");
        location.putObject("location")
                .put("type", "Point")
                .putArray("coordinates")
                .add(device.place().lon())
                .add(device.place().lat());
        var datastreams = thing.putArray("Datastreams");
        kind.channels().forEach(channel -> datastreams.add(datastream(channel, kind)));
        return thing;
    }

    private static ObjectNode datastream(Channel channel, Kind kind) {
        ObjectNode datastream = JsonNodeFactory.instance
                .objectNode()
                .put("name", channel.label())
                .put("description", channel.label())
                .put("observationType", MEASUREMENT);
        datastream
                .putObject("unitOfMeasurement")
                .put("name", channel.unit())
                .put("symbol", channel.unit())
                .put("definition", "https://ucum.org");
        datastream.putObject("properties").put("field", channel.field());
        datastream
                .putObject("Sensor")
                .put("name", kind.type.sensor())
                .put("description", kind.type.label())
                .put("encodingType", "text/plain")
                .put("metadata", kind.type.sensor());
        datastream
                .putObject("ObservedProperty")
                .put("name", channel.label())
                .put("definition", channel.definition())
                .put("description", channel.label());
        return datastream;
    }
}
