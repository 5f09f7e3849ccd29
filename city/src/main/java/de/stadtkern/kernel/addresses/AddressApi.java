package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The search for programs, such as fields that complete what somebody types. */
@RestController
@RequestMapping("/addresses")
class AddressApi {

    private static final String FIRST = "10";

    private final Addresses addresses;

    AddressApi(Addresses addresses) {
        this.addresses = addresses;
    }

    /** What was found for a question, the likeliest first. */
    record Answer(String query, List<Item> results) {}

    /**
     * One result.
     *
     * @param sureness 0 to 1
     * @param metres from the place that was asked for; only in {@code reverse}
     */
    record Item(
            String kind,
            String label,
            String context,
            String name,
            String houseNumber,
            String postcode,
            String district,
            String town,
            double lat,
            double lon,
            String precision,
            double sureness,
            String trust,
            List<List<Double>> ends,
            @Nullable Long metres) {

        static Item of(FoundAddress found, OptionalDouble metres) {
            return new Item(
                    found.kind().name(),
                    found.label(),
                    found.context(),
                    found.name(),
                    found.houseNumber(),
                    found.postcode(),
                    found.district(),
                    found.town(),
                    degrees(found.position().microLat()),
                    degrees(found.position().microLon()),
                    found.precision().name(),
                    found.sureness(),
                    found.trust().name(),
                    found.ends().stream()
                            .map(end -> List.of(degrees(end.microLat()), degrees(end.microLon())))
                            .toList(),
                    metres.isPresent() ? Math.round(metres.getAsDouble()) : null);
        }

        private static double degrees(long micro) {
            return micro / 1e6;
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Answer find(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String near,
            @RequestParam(defaultValue = FIRST) int limit) {
        List<Item> items = new Asked(q, near, limit)
                .answer(addresses).stream()
                        .map(found -> Item.of(found, OptionalDouble.empty()))
                        .toList();
        return new Answer(q, items);
    }

    /** The address at a place; 404 where there is neither a house nor a street. */
    @GetMapping("/reverse")
    Item reverse(@RequestParam double lat, @RequestParam double lon) {
        if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
            throw Refusal.badInput("addresses.refusal.place");
        }
        Position place = new Position(lon, lat);
        return addresses
                .reverse(place)
                .map(found -> Item.of(found, OptionalDouble.of(found.position().metresTo(place))))
                .orElseThrow(() -> Refusal.notFound("addresses.refusal.nothing-here"));
    }

    /** The same results for the map. */
    @GetMapping(path = "/results.geojson", produces = "application/geo+json")
    Feature.Collection features(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String near,
            @RequestParam(defaultValue = FIRST) int limit) {
        List<Feature> features = new ArrayList<>();
        for (FoundAddress found : new Asked(q, near, limit).answer(addresses)) {
            String id = Integer.toString(features.size() + 1);
            features.add(Feature.point(
                    found.position(), Map.of("id", id, "state", Mark.INFO.key(), "label", id + ". " + found.label())));
        }
        return Feature.Collection.of(features);
    }
}
