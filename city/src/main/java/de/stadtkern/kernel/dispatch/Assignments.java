package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.fleet.CrewMember;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Shift;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.fleet.Warning;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who can drive what, and what speaks against it. */
@Component
class Assignments {

    /** Shifts that begin later are not chosen yet. */
    private static final Duration AHEAD = Duration.ofHours(36);

    private final Fleet fleet;
    private final Clock clock;

    Assignments(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    /** What the fields {@code vehicle}, {@code member}, {@code mate}, {@code shift} and {@code reason} say. */
    Assignment read(long municipalityId, Form form) {
        Shift shift = shift(municipalityId, form).orElse(null);
        Vehicle vehicle = form.value("vehicle").isBlank()
                ? null
                : pick(vehicles(municipalityId, shift), Vehicle::id, form, "vehicle");
        return new Assignment(
                vehicle,
                members(municipalityId, shift, form, ""),
                shift,
                form.value("reason").strip());
    }

    /** Whom a tour is planned for that nobody was told of. */
    Assignment planned(TourRow tour) {
        Long vehicle = tour.told().vehicleId();
        return new Assignment(
                vehicle == null
                        ? null
                        : fleet.list(List.of(vehicle)).stream().findFirst().orElse(null),
                tour.memberIds(),
                findShift(tour.municipalityId(), tour.told().shiftId()).orElse(null),
                Objects.requireNonNullElse(tour.told().remark(), ""));
    }

    /** The crew that the fields {@code member} and {@code mate} with this ending name. */
    List<Long> members(long municipalityId, @Nullable Shift shift, Form form, String ending) {
        List<CrewMember> atHand = fleet.members(municipalityId, when(shift));
        return Stream.of("member" + ending, "mate" + ending)
                .filter(field -> !form.value(field).isBlank())
                .map(field -> pick(atHand, CrewMember::id, form, field).id())
                .distinct()
                .toList();
    }

    /** The shift that the field {@code shift} names. */
    Optional<Shift> shift(long municipalityId, Form form) {
        return form.value("shift").isBlank()
                ? Optional.empty()
                : Optional.of(pick(shifts(municipalityId), Shift::id, form, "shift"));
    }

    Optional<Shift> findShift(long municipalityId, @Nullable Long id) {
        return shifts(municipalityId).stream()
                .filter(one -> id != null && one.id() == id)
                .findFirst();
    }

    List<Vehicle> vehicles(long municipalityId, @Nullable Shift shift) {
        return fleet.usableBy(municipalityId, when(shift));
    }

    /** What speaks against it; nothing does while it is for nobody in particular. */
    List<Warning> warnings(long municipalityId, Assignment to, double seconds) {
        if (to.members().isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Shift in = to.shift();
        List<Long> vehicles =
                to.vehicle() == null ? List.of() : List.of(to.vehicle().id());
        return fleet.warnings(
                in == null
                        ? new Shift(
                                0,
                                municipalityId,
                                "",
                                now,
                                now.plusSeconds(Math.max(1, Math.round(seconds))),
                                to.members(),
                                vehicles,
                                0,
                                false)
                        : new Shift(
                                in.id(),
                                municipalityId,
                                in.name(),
                                in.begin(),
                                in.end(),
                                to.members(),
                                vehicles,
                                in.breakMinutes(),
                                in.standby()));
    }

    /** Refused with 409 when something speaks against it and no reason was given. */
    void requireConfirmed(long municipalityId, Assignment to, double seconds) {
        if (to.reason().isBlank() && !warnings(municipalityId, to, seconds).isEmpty()) {
            throw Refusal.conflict("dispatch.refusal.warnings").at("reason");
        }
        if (!to.reason().isBlank()) {
            OrderChanges.reason(Form.blank().with("reason", to.reason()));
        }
    }

    List<Choice> vehicleChoices(long municipalityId, Page page) {
        return withNone(
                page.text("dispatch.any-vehicle"),
                vehicles(municipalityId, null).stream()
                        .map(one -> new Choice(Long.toString(one.id()), one.name()))
                        .toList());
    }

    List<Choice> memberChoices(long municipalityId, Page page) {
        return withNone(
                page.text("dispatch.any-member"),
                fleet.members(municipalityId, clock.instant()).stream()
                        .map(one -> new Choice(Long.toString(one.id()), one.name()))
                        .toList());
    }

    List<Choice> shiftChoices(long municipalityId, Page page) {
        return withNone(
                page.text("dispatch.no-shift"),
                shifts(municipalityId).stream()
                        .map(one -> new Choice(
                                Long.toString(one.id()),
                                page.text(
                                        "dispatch.shift.of", one.name(), page.time(one.begin()), page.time(one.end()))))
                        .toList());
    }

    /** The names of the members that there still are. */
    List<String> names(List<Long> members) {
        return fleet.listMembers(members).stream().map(CrewMember::name).toList();
    }

    private List<Shift> shifts(long municipalityId) {
        Instant now = clock.instant();
        return fleet.shifts(municipalityId, now, now.plus(AHEAD));
    }

    private Instant when(@Nullable Shift shift) {
        Instant now = clock.instant();
        return shift == null || shift.begin().isBefore(now) ? now : shift.begin();
    }

    private static List<Choice> withNone(String none, List<Choice> choices) {
        return Stream.concat(Stream.of(new Choice("", none)), choices.stream()).toList();
    }

    private static <T> T pick(List<T> from, ToLongFunction<T> id, Form form, String field) {
        return from.stream()
                .filter(one -> Long.toString(id.applyAsLong(one))
                        .equals(form.value(field).strip()))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                                "dispatch.refusal.choice", form.value(field).strip())
                        .at(field));
    }
}
