package de.stadtkern.demo.devices;

import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.ReaderNode;
import com.graphhopper.reader.ReaderWay;
import com.graphhopper.reader.osm.OSMInputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** The places of a town where devices can stand, from the OpenStreetMap file that its streets come from. */
final class Places {

    private final Map<Spot, List<Place>> bySpot = new EnumMap<>(Spot.class);
    private final List<Place> districts = new ArrayList<>();
    private final Map<Long, Place> nodes = new HashMap<>();

    private Places() {}

    static Places read(Path file) {
        Places places = new Places();
        try (OSMInputFile map =
                new OSMInputFile(file.toFile()).setWorkerThreads(1).open()) {
            for (ReaderElement element = map.getNext(); element != null; element = map.getNext()) {
                places.take(element);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
        places.nodes.clear();
        return places;
    }

    /** So many places of the kind, far from each other; of the next best kind when there are too few. */
    List<Place> choose(Spot spot, int count) {
        List<Place> candidates = new ArrayList<>(bySpot.getOrDefault(spot, List.of()));
        List<Place> chosen = new ArrayList<>(spread(candidates, count));
        for (Spot next : spot.nextBest()) {
            chosen.addAll(chosen.size() < count ? choose(next, count - chosen.size()) : List.of());
        }
        return chosen.stream().map(this::described).toList();
    }

    private void take(ReaderElement element) {
        switch (element) {
            case ReaderNode node -> {
                Place place = new Place(node.getTag("name", ""), "", node.getLon(), node.getLat());
                nodes.put(node.getId(), place);
                if (node.hasTag("place", "suburb", "quarter", "neighbourhood", "village")) {
                    districts.add(place);
                }
                add(node, place);
            }
            case ReaderWay way -> {
                Place middle = way.getNodes().isEmpty()
                        ? null
                        : nodes.get(way.getNodes().get(way.getNodes().size() / 2));
                if (middle != null) {
                    add(way, new Place(way.getTag("name", ""), "", middle.lon(), middle.lat()));
                }
            }
            default -> {}
        }
    }

    private void add(ReaderElement element, Place place) {
        if (element.hasTags()) {
            for (Spot spot : Spot.values()) {
                if (spot.matches(element)) {
                    bySpot.computeIfAbsent(spot, each -> new ArrayList<>()).add(place);
                }
            }
        }
    }

    /** With the name of the nearest street, if it has none of its own, and with its district. */
    private Place described(Place place) {
        List<Place> streets = bySpot.getOrDefault(Spot.STREET, List.of()).stream()
                .filter(street -> !street.name().isBlank())
                .toList();
        String name = place.name().isBlank() ? nearest(place, streets) : place.name();
        return new Place(name, nearest(place, districts), place.lon(), place.lat());
    }

    private static String nearest(Place place, List<Place> others) {
        return others.stream()
                .min(Comparator.comparingDouble(place::metresTo))
                .map(Place::name)
                .orElse("");
    }

    /** Farthest-point sampling: begins with the first and always adds the one farthest from all chosen. */
    private static List<Place> spread(List<Place> all, int count) {
        List<Place> chosen = new ArrayList<>();
        double[] nearest = new double[all.size()];
        Arrays.fill(nearest, Double.MAX_VALUE);
        while (chosen.size() < Math.min(count, all.size())) {
            int farthest = 0;
            for (int i = 1; i < nearest.length; i++) {
                farthest = nearest[i] > nearest[farthest] ? i : farthest;
            }
            Place next = all.get(farthest);
            chosen.add(next);
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = Math.min(nearest[i], all.get(i).metresTo(next));
            }
        }
        return chosen;
    }
}
