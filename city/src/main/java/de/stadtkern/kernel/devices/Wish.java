package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * As what a device shall be set up.
 *
 * @param type key of its device type
 * @param geometry how it is mounted; null when that does not matter
 */
record Wish(
        String type,
        String name,
        Position place,
        DeviceRows.Keepers keepers,
        @Nullable Geometry geometry) {

    private static final int LONGEST = 200;
    private static final int MOST_MILLIMETRES = 100_000;

    /** From what stands in the fields of a form or of a JSON object; a field that is not there is empty. */
    static Wish read(UnaryOperator<String> fields) {
        String name = fields.apply("name").strip();
        if (!PlainText.isReadable(name) || name.length() > LONGEST) {
            throw Refusal.badInput("devices.refusal.name", name).at("name");
        }
        return new Wish(
                fields.apply("type"),
                name,
                new Position(
                        number(fields, "lon", -180, 180).doubleValue(),
                        number(fields, "lat", -90, 90).doubleValue()),
                keepers(fields),
                geometry(fields));
    }

    static DeviceRows.Keepers keepers(UnaryOperator<String> fields) {
        return new DeviceRows.Keepers(
                text(fields, "owner"),
                text(fields, "department"),
                text(fields, "contact"),
                text(fields, "batch"),
                text(fields, "note"));
    }

    private static @Nullable Geometry geometry(UnaryOperator<String> fields) {
        boolean asked = !fields.apply("deadZone").isBlank()
                || !fields.apply("usableHeight").isBlank();
        return asked
                ? new Geometry(
                        number(fields, "deadZone", 0, MOST_MILLIMETRES),
                        number(fields, "usableHeight", 1, MOST_MILLIMETRES))
                : null;
    }

    private static String text(UnaryOperator<String> fields, String field) {
        String text = fields.apply(field).strip();
        if (text.length() > LONGEST || (!text.isEmpty() && !PlainText.isReadable(text))) {
            throw Refusal.badInput("devices.refusal.text", field, LONGEST).at(field);
        }
        return text;
    }

    private static BigDecimal number(UnaryOperator<String> fields, String field, int lowest, int highest) {
        String text = fields.apply(field).strip();
        if (text.matches("[+-]?\\d{1,6}([.,]\\d{1,15})?")) {
            BigDecimal number = new BigDecimal(text.replace(',', '.'));
            if (number.compareTo(BigDecimal.valueOf(lowest)) >= 0
                    && number.compareTo(BigDecimal.valueOf(highest)) <= 0) {
                return number;
            }
        }
        throw Refusal.badInput("devices.refusal.number", field, text, lowest, highest)
                .at(field);
    }
}
