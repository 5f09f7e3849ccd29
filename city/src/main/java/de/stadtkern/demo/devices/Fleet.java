package de.stadtkern.demo.devices;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All devices of a town, its gateways, and what is broken.
 *
 * @param faults of devices and gateways
 */
public record Fleet(List<Device> devices, List<Gateway> gateways, Faults faults) {

    private static final int GATEWAYS = 6;

    /** Puts the devices into the streets of an OpenStreetMap file: always the same into the same file. */
    public static Fleet in(Path file) {
        Places places = Places.read(file);
        List<Device> devices = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Place place : places.choose(kind.type.spot(), kind.type.count())) {
                devices.add(new Device(
                        kind,
                        1
                                + (int) devices.stream()
                                        .filter(other -> other.kind() == kind)
                                        .count(),
                        place));
            }
        }
        List<Gateway> gateways = new ArrayList<>();
        for (Place place : places.choose(Spot.TOWN_HOUSE, GATEWAYS)) {
            gateways.add(new Gateway(gateways.size() + 1, place));
        }
        return new Fleet(List.copyOf(devices), List.copyOf(gateways), Faults.of(devices, gateways));
    }

    /** Switches a device on. */
    public Mote start(Device device, String session, Map<String, Long> datastreams) {
        return new Mote(this, device, session, datastreams);
    }

    /** What a tester must know: what is broken, and when. */
    public void printFaults(PrintStream out) {
        out.printf("%-14s %-18s %-16s %-40s %s%n", "WHAT", "WHEN", "DEVICE", "NAME", "MEANING");
        faults.list()
                .forEach(fault -> out.printf(
                        "%-14s %-18s %-16s %-40s %s%n",
                        fault.what(), fault.window(), fault.target(), fault.name(), fault.what().words));
    }
}
