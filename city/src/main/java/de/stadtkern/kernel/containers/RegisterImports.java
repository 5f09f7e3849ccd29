package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings a file into the register: everything, or nothing and what is wrong with each line. A container is known by its
 * name; of a known one what the file does not speak of stays.
 */
@Component
class RegisterImports {

    private static final int MOST_FAULTS = 1000;

    private final Containers containers;
    private final ContainerRows rows;
    private final ContainerFields fields;
    private final LevelRows levels;
    private final Access access;

    RegisterImports(
            Containers containers, ContainerRows rows, ContainerFields fields, LevelRows levels, Access access) {
        this.containers = containers;
        this.rows = rows;
        this.fields = fields;
        this.levels = levels;
        this.access = access;
    }

    /** What is wrong at one place of a file. */
    record Fault(long number, Refusal refusal) {}

    /** What one line would do. */
    record Line(long number, Container container, boolean fresh) {}

    /**
     * What a file would do.
     *
     * @param lines that add a container or change one; empty when there are faults
     * @param same how many containers it leaves as they are
     * @param levels that it says, by the names of the containers
     */
    record Preview(List<Line> lines, int same, List<Fault> faults, Map<String, SmartBin.Told> levels) {

        static final Preview NOTHING = new Preview(List.of(), 0, List.of(), Map.of());

        static Preview of(List<Fault> faults) {
            return new Preview(List.of(), 0, faults, Map.of());
        }

        /** The containers of which the file contradicts itself. */
        List<String> contradicted() {
            return levels.entrySet().stream()
                    .filter(one -> one.getValue().doubt() != null)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    /**
     * Stores nothing.
     *
     * @param litres volume of new containers of which the file says none
     */
    Preview preview(long municipality, byte[] content, String litres) {
        access.require(Permission.KEEP_CONTAINERS, municipality);
        Map<String, Container> known =
                rows.list(municipality).stream().collect(Collectors.toMap(Container::name, Function.identity()));
        List<Line> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Long> sensors = new HashSet<>();
        Map<String, SmartBin.Told> levels = new HashMap<>();
        int same = 0;
        for (ContainerFile.Entry entry : ContainerFile.read(content)) {
            try {
                Container before =
                        known.get(entry.fields().getOrDefault("name", "").strip());
                Container container = fields.read(form(entry, before, litres), municipality, before);
                requireOnce(container, names, sensors);
                if (entry.smart() != null) {
                    levels.put(container.name(), SmartBin.told(entry.smart()));
                }
                if (container.equals(before)) {
                    same++;
                } else {
                    lines.add(new Line(entry.number(), container, before == null));
                }
            } catch (Refusal refusal) {
                faults.add(new Fault(entry.number(), refusal));
            }
        }
        return faults.isEmpty()
                ? new Preview(lines, same, List.of(), levels)
                : Preview.of(faults.stream().limit(MOST_FAULTS).toList());
    }

    /** Stores all of it, unless there are faults. */
    @Transactional
    Preview store(long municipality, byte[] content, String litres, String reason) {
        Preview preview = preview(municipality, content, litres);
        if (preview.faults().isEmpty()) {
            containers.store(
                    municipality, preview.lines().stream().map(Line::container).toList(), reason);
            if (!preview.levels().isEmpty()) {
                rows.list(municipality).stream()
                        .filter(one -> preview.levels().containsKey(one.name()))
                        .forEach(one -> levels.said(
                                one.id(),
                                Objects.requireNonNull(preview.levels().get(one.name()))));
            }
        }
        return preview;
    }

    private static Form form(ContainerFile.Entry entry, @Nullable Container before, String litres) {
        Form form = before == null ? ContainerFields.blank().with("litres", litres) : ContainerFields.of(before);
        for (var field : entry.fields().entrySet()) {
            form = form.with(field.getKey(), field.getValue());
        }
        return form;
    }

    private static void requireOnce(Container container, Set<String> names, Set<Long> sensors) {
        if (!names.add(container.name())) {
            throw Refusal.conflict("containers.refusal.taken").at(ContainerFields.NAME);
        }
        if (container.thingId() != null && !sensors.add(container.thingId())) {
            throw Refusal.conflict("containers.refusal.taken-sensor").at(ContainerFields.SENSOR);
        }
    }
}
