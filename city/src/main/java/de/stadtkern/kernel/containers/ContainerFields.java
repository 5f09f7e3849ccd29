package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.containers.Container.Mounting;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A container as the fields of a form, or the columns of a file. */
@Component
class ContainerFields {

    static final String NAME = "name";
    static final String SENSOR = "sensor";

    static final List<String> FIELDS = List.of(
            NAME,
            "kind",
            "fraction",
            "place",
            "lon",
            "lat",
            "litres",
            "owner",
            "note",
            SENSOR,
            "emptyMm",
            "fullMm",
            "blindMm",
            "compensated",
            "listed");

    private static final int LONGEST = 200;
    private static final double MOST_LITRES = 100_000;
    private static final double MOST_MILLIMETRES = 10_000;

    /** Without letters that are taken for others. */
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int CODE_LENGTH = 9;
    private static final SecureRandom LOTS = new SecureRandom();

    private final Addresses addresses;
    private final ContainerRows rows;

    ContainerFields(Addresses addresses, ContainerRows rows) {
        this.addresses = addresses;
        this.rows = rows;
    }

    static Form blank() {
        return Form.blank()
                .with("kind", Kind.LITTER_BIN)
                .with("fraction", Fraction.RESIDUAL)
                .with("listed", true);
    }

    static Form of(Container container) {
        Mounting mounting = container.mounting();
        return Form.blank()
                .with(NAME, container.name())
                .with("kind", container.kind())
                .with("fraction", container.fraction())
                .with("place", container.place())
                .with("lon", container.position().lon())
                .with("lat", container.position().lat())
                .with("litres", written(container.litres()))
                .with("owner", container.owner())
                .with("note", container.note())
                .with(SENSOR, container.thingId())
                .with("emptyMm", mounting == null ? "" : written(mounting.empty()))
                .with("fullMm", mounting == null ? "" : written(mounting.full()))
                .with("blindMm", mounting == null ? "" : written(mounting.blind()))
                .with("compensated", mounting != null && mounting.compensated() ? "true" : "")
                .with("listed", container.listed() ? "true" : "");
    }

    /** @param before the container that is changed; null for a new one */
    Container read(Form form, long municipality, @Nullable Container before) {
        return new Container(
                before == null ? 0 : before.id(),
                municipality,
                before == null ? code() : before.code(),
                text(form, NAME, true),
                form.choice("kind", Kind.class),
                form.choice("fraction", Fraction.class),
                text(form, "place", true),
                asStored(position(form)),
                required(form, "litres", MOST_LITRES),
                text(form, "owner", false),
                text(form, "note", false),
                sensor(form, municipality),
                mounting(form),
                form.value("listed").equals("true"));
    }

    private static Position asStored(Position position) {
        return Position.ofMicrodegrees(position.microLon(), position.microLat());
    }

    /** Where its coordinates say, or its place as an address when there are none. */
    private Position position(Form form) {
        if (form.value("lon").isBlank() && form.value("lat").isBlank()) {
            String place = form.value("place").strip();
            return addresses.find(place, Optional.empty(), 1).stream()
                    .filter(found -> found.trust() == FoundAddress.Trust.SURE)
                    .map(FoundAddress::position)
                    .findFirst()
                    .orElseThrow(() ->
                            Refusal.badInput("containers.refusal.place", place).at("place"));
        }
        return new Position(coordinate(form, "lon", 180), coordinate(form, "lat", 90));
    }

    private @Nullable Long sensor(Form form, long municipality) {
        String text = form.value(SENSOR).strip();
        return text.isEmpty()
                ? null
                : rows.findThing(municipality, text)
                        .orElseThrow(() -> Refusal.badInput("containers.refusal.sensor", shortened(text))
                                .at(SENSOR));
    }

    private static @Nullable Mounting mounting(Form form) {
        if (form.value("emptyMm").isBlank() && form.value("fullMm").isBlank()) {
            return null;
        }
        double empty = required(form, "emptyMm", MOST_MILLIMETRES);
        double full = required(form, "fullMm", MOST_MILLIMETRES);
        if (empty <= full) {
            throw Refusal.badInput("containers.refusal.mounting", written(empty), written(full))
                    .at("emptyMm");
        }
        double blind = form.value("blindMm").isBlank() ? 0 : required(form, "blindMm", MOST_MILLIMETRES);
        return new Mounting(empty, full, blind, form.value("compensated").equals("true"));
    }

    private static double coordinate(Form form, String field, double most) {
        String text = form.value(field).strip();
        if (text.matches("[+-]?\\d{1,3}([.,]\\d{1,15})?")) {
            double number = Double.parseDouble(text.replace(',', '.'));
            if (Math.abs(number) <= most) {
                return number;
            }
        }
        throw Refusal.badInput("containers.refusal.number", shortened(text), -most, most)
                .at(field);
    }

    private static double required(Form form, String field, double most) {
        String text = form.value(field).strip();
        if (text.matches("\\d{1,7}([.,]\\d{1,6})?")) {
            double number = Double.parseDouble(text.replace(',', '.'));
            if (number <= most) {
                return number;
            }
        }
        throw Refusal.badInput("containers.refusal.number", shortened(text), 0, most)
                .at(field);
    }

    private static String text(Form form, String field, boolean needed) {
        String text = form.value(field).strip();
        if (text.length() > LONGEST || ((needed || !text.isEmpty()) && !PlainText.isReadable(text))) {
            throw Refusal.badInput("containers.refusal.text", shortened(text), LONGEST)
                    .at(field);
        }
        return text;
    }

    private static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(LETTERS.charAt(LOTS.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static String written(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
