package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Vehicle.Equipment;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Vehicles as CSV, out and in: a line for each, with the fields of the form; depot and equipment by their names. What is
 * read changes the vehicle of the name or adds one: everything, or nothing and what is wrong with each line.
 */
@Component
class VehicleFile {

    static final List<String> COLUMNS = List.of(
            "name",
            "kind",
            "equipment",
            "depot",
            "capacity",
            "unit",
            "eurosPerKm",
            "eurosPerHour",
            "energy",
            "gramsCo2PerKm",
            "plate",
            "telematicsKey",
            "licence",
            "module95",
            "active");

    private static final int MOST_LINES = 5_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA = "[=+\\-@].*";

    private final Vehicles vehicles;
    private final VehicleRows rows;
    private final Depots depots;
    private final Access access;

    VehicleFile(Vehicles vehicles, VehicleRows rows, Depots depots, Access access) {
        this.vehicles = vehicles;
        this.rows = rows;
        this.depots = depots;
        this.access = access;
    }

    /** What is wrong with a line, counted from 1. */
    record Fault(long line, Refusal refusal) {}

    /** What became of a file; nothing is stored when there are faults. */
    record Outcome(int vehicles, List<Fault> faults) {}

    /** Of the municipalities whose fleet the signed-in person keeps. */
    String write() {
        StringWriter text = new StringWriter();
        text.write(BYTE_ORDER_MARK);
        try (CSVPrinter printer =
                CSVFormat.RFC4180.builder().setDelimiter(';').get().print(text)) {
            printer.printRecord(COLUMNS);
            for (Vehicle vehicle : rows.list(access.requireAnywhere(Permission.KEEP_FLEET))) {
                Form form = VehicleFields.of(vehicle)
                        .with("depot", vehicle.depotName())
                        .with(
                                "equipment",
                                vehicle.equipment().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .collect(Collectors.joining(" ")));
                printer.printRecord(COLUMNS.stream()
                        .map(column -> harmless(form.value(column)))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Transactional
    Outcome read(Form form, byte[] content) {
        long municipality = new Fields(form).municipality(access.requireAnywhere(Permission.KEEP_FLEET));
        Map<String, Vehicle> known =
                rows.list(List.of(municipality)).stream().collect(Collectors.toMap(Vehicle::name, Function.identity()));
        List<Depots.Place> places = depots.list(List.of(municipality));
        List<Vehicle> read = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (CSVRecord line : lines(UploadedText.of(content))) {
            try {
                Form fields = fields(line, places);
                Vehicle before = known.get(fields.value("name").strip());
                Vehicle vehicle = VehicleFields.read(fields, before == null ? 0 : before.id(), municipality, places);
                if (read.stream().anyMatch(other -> other.name().equals(vehicle.name()))) {
                    throw Refusal.badInput("fleet.refusal.vehicle-taken", vehicle.name())
                            .at("name");
                }
                read.add(vehicle);
            } catch (Refusal refusal) {
                faults.add(new Fault(line.getRecordNumber(), refusal));
            }
        }
        if (faults.isEmpty()) {
            read.forEach(vehicles::save);
        }
        return new Outcome(faults.isEmpty() ? read.size() : 0, faults);
    }

    private static List<CSVRecord> lines(String text) {
        String heading = text.lines().findFirst().orElse("");
        char delimiter = heading.contains(";") ? ';' : heading.contains("\t") ? '\t' : ',';
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get()
                .parse(new StringReader(text))) {
            List<String> columns = parser.getHeaderNames();
            for (String column : columns) {
                if (!COLUMNS.contains(column)) {
                    throw Refusal.badInput("fleet.refusal.column", column, String.join(", ", COLUMNS))
                            .at("file");
                }
            }
            List<CSVRecord> lines = parser.getRecords();
            if (lines.isEmpty() || !columns.contains("name")) {
                throw Refusal.badInput("fleet.refusal.file-empty").at("file");
            }
            if (lines.size() > MOST_LINES) {
                throw Refusal.tooLarge("fleet.refusal.file-long", MOST_LINES).at("file");
            }
            return lines;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw Refusal.badInput("fleet.refusal.csv").at("file");
        }
    }

    /** The line as a form; what it leaves out is as in a new one. */
    private static Form fields(CSVRecord line, List<Depots.Place> places) {
        Form form = VehicleFields.blank();
        for (var cell : line.toMap().entrySet()) {
            String value = meant(cell.getValue());
            form = switch (cell.getKey()) {
                case "equipment" -> withEquipment(form, value);
                case "depot" -> form.with("depot", depot(value, places));
                case "active", "energy" -> value.isEmpty() ? form : form.with(cell.getKey(), value);
                default -> form.with(cell.getKey(), value);
            };
        }
        return form;
    }

    private static Form withEquipment(Form form, String names) {
        for (String name : names.split("[\\s,+]+", -1)) {
            if (!name.isEmpty()) {
                Form one = Form.blank().with("equipment", name);
                form = form.with(VehicleFields.EQUIPMENT + "-" + one.choice("equipment", Equipment.class), "true");
            }
        }
        return form;
    }

    private static long depot(String name, List<Depots.Place> places) {
        return places.stream()
                .filter(place -> place.name().equals(name))
                .map(Depots.Place::id)
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badInput("fleet.refusal.depot-name", name).at("depot"));
    }

    /** What a spreadsheet would take for a formula gets an apostrophe, which is not read again. */
    private static String harmless(String value) {
        return value.matches(FORMULA) ? "'" + value : value;
    }

    private static String meant(String value) {
        return value.matches("'" + FORMULA) ? value.substring(1) : value;
    }
}
