package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Vehicle.Energy;
import de.stadtkern.kernel.fleet.Vehicle.Equipment;
import de.stadtkern.kernel.fleet.Vehicle.Kind;
import de.stadtkern.kernel.fleet.Vehicle.Running;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A vehicle as the fields of a form. */
final class VehicleFields {

    /** Units of the capacity. */
    static final List<String> UNITS = List.of("", "kg", "t", "m3", "L");

    /** The beginning of the field of each equipment. */
    static final String EQUIPMENT = "equipment";

    /** Says that no driving licence is needed. */
    static final String NO_LICENCE = "NONE";

    private static final double LARGEST = 1_000_000;
    private static final double DEAREST = 10_000;

    private VehicleFields() {}

    static Form blank() {
        return Form.blank()
                .with("energy", Energy.DIESEL.name())
                .with("active", "true")
                .with("unit", "kg");
    }

    static Form of(Vehicle vehicle) {
        Running running = vehicle.running();
        Form form = Form.blank()
                .with("name", vehicle.name())
                .with("kind", vehicle.kind().name())
                .with("depot", vehicle.depotId())
                .with("capacity", Fields.written(vehicle.capacity()))
                .with("unit", vehicle.unit())
                .with("eurosPerKm", Fields.written(running.eurosPerKilometre()))
                .with("eurosPerHour", Fields.written(running.eurosPerHour()))
                .with("energy", running.energy().name())
                .with("gramsCo2PerKm", Fields.written(running.gramsCo2PerKilometre()))
                .with("plate", vehicle.plate())
                .with("telematicsKey", vehicle.telematicsKey())
                .with("licence", licence(vehicle))
                .with("module95", vehicle.needs().contains(Qualification.MODULE_95))
                .with("active", vehicle.active());
        for (Equipment one : vehicle.equipment()) {
            form = form.with(EQUIPMENT + "-" + one, "true");
        }
        return form;
    }

    /** @param depots those at which it may stand */
    static Vehicle read(Form form, long id, long municipality, Collection<Depots.Place> depots) {
        Fields fields = new Fields(form);
        Kind kind = form.choice("kind", Kind.class);
        String unit = fields.textOrEmpty("unit");
        if (!UNITS.contains(unit)) {
            throw Refusal.badInput("fleet.refusal.choice", unit).at("unit");
        }
        long wanted = fields.id("depot");
        Depots.Place depot = depots.stream()
                .filter(one -> one.id() == wanted && one.municipalityId() == municipality)
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("fleet.refusal.depot").at("depot"));
        return new Vehicle(
                id,
                municipality,
                fields.text("name"),
                kind,
                fields.ticked(EQUIPMENT, Equipment.class),
                depot.position(),
                fields.number("capacity", LARGEST),
                fields.textOrNull("plate"),
                fields.isTicked("active"),
                unit,
                depot.id(),
                depot.name(),
                new Running(
                        fields.number("eurosPerKm", DEAREST),
                        fields.number("eurosPerHour", DEAREST),
                        form.choice("energy", Energy.class),
                        fields.number("gramsCo2PerKm", DEAREST)),
                fields.textOrNull("telematicsKey"),
                needs(form, kind));
    }

    static String licence(Vehicle vehicle) {
        return Qualification.LICENCES.stream()
                .filter(vehicle.needs()::contains)
                .map(Enum::name)
                .findFirst()
                .orElse(NO_LICENCE);
    }

    private static Set<Qualification> needs(Form form, Kind kind) {
        Set<Qualification> needs = EnumSet.noneOf(Qualification.class);
        String licence = form.value("licence").strip();
        if (licence.isEmpty()) {
            Qualification usual = usualLicence(kind);
            if (usual != null) {
                needs.add(usual);
            }
        } else if (!licence.equals(NO_LICENCE)) {
            needs.add(form.choice("licence", Qualification.class));
        }
        if (!Qualification.LICENCES.containsAll(needs)) {
            throw Refusal.badInput("fleet.refusal.choice", licence).at("licence");
        }
        if (form.value("module95").equals("true")) {
            needs.add(Qualification.MODULE_95);
        }
        return needs;
    }

    /** What most vehicles of the kind ask for; null when that cannot be said. */
    private static @Nullable Qualification usualLicence(Kind kind) {
        return switch (kind) {
            case SPREADER, PLOUGH, SWEEPER, REFUSE_TRUCK -> Qualification.LICENCE_C;
            case VAN, CAR -> Qualification.LICENCE_B;
            case SMALL_TRACTOR -> Qualification.LICENCE_T;
            case OTHER -> null;
        };
    }
}
