package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.ContainerRows.Filter;
import de.stadtkern.kernel.containers.ContainerRows.Listed;
import de.stadtkern.kernel.containers.Level.Source;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What people do with the register of containers, and who may. */
@Component
@EnableConfigurationProperties(ContainersSettings.class)
public class Containers {

    /** Something changed in the register or its levels. */
    public static final String TOPIC = "containers";

    private static final Dataset REGISTER = new Dataset("containers.dataset", Permission.SEE_OPERATIONS);
    private static final int LONGEST_REASON = 200;

    private final ContainerRows rows;
    private final LevelRows levels;
    private final ContainersSettings settings;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final LiveUpdates liveUpdates;
    private final JsonMapper json;
    private final Clock clock;

    Containers(
            ContainerRows rows,
            LevelRows levels,
            ContainersSettings settings,
            Access access,
            ApplicationEventPublisher events,
            LiveUpdates liveUpdates,
            JsonMapper json,
            Clock clock) {
        this.rows = rows;
        this.levels = levels;
        this.settings = settings;
        this.access = access;
        this.events = events;
        this.liveUpdates = liveUpdates;
        this.json = json;
        this.clock = clock;
    }

    /** A container that everybody is shown, and how full it is. */
    public record Shown(Container container, Level level) {}

    @Bean
    static Dataset containersDataset() {
        return REGISTER;
    }

    /** The container; for rules: asks no rights. */
    public Optional<Container> find(long id) {
        return rows.find(id);
    }

    /** The container with this code on its QR code; everybody may ask who stands before it. */
    public Optional<Container> findByCode(String code) {
        return rows.findByCode(code);
    }

    /** All of these kinds that everybody is shown, by place. */
    public List<Shown> listShown(Set<Container.Kind> kinds) {
        return rows.listListed(kinds, clock.instant(), settings).stream()
                .map(one -> new Shown(one.container(), one.level()))
                .toList();
    }

    /** How full it is. */
    public Level level(Container container) {
        return Objects.requireNonNull(
                rows.levels(List.of(container.id()), clock.instant(), settings).get(container.id()));
    }

    /**
     * Somebody saw how full it is: what a live sensor says counts more, so then nothing changes.
     *
     * @param share 0 to 1
     * @param spread by how much that may be wrong, 0 to 1
     */
    public void saw(Container container, double share, double spread) {
        if (level(container).state() != Level.State.LIVE) {
            Instant now = clock.instant();
            levels.said(container.id(), share, spread, now, Source.REPORT);
            if (share >= FillRules.ALL) {
                events.publishEvent(new ContainerFull(container.id(), container.municipalityId(), now));
            }
            liveUpdates.announce(TOPIC);
        }
    }

    /** The container; refused with 404 when the signed-in person may not see it. */
    public Container get(long id) {
        Container container = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.requireRead(REGISTER, container.municipalityId());
        return container;
    }

    Set<Long> listReadable() {
        return access.requireReadable(REGISTER);
    }

    Rows<Listed> rows(Filter filter) {
        return new Rows<>() {
            @Override
            public long count(TableQuery query) {
                return rows.count(filter, query);
            }

            @Override
            public List<Listed> list(TableQuery query) {
                return rows.list(filter, query, clock.instant(), settings);
            }
        };
    }

    Set<Long> listKept() {
        return access.person().municipalitiesWith(Permission.KEEP_CONTAINERS);
    }

    boolean mayKeep(Container container) {
        return access.allows(Permission.KEEP_CONTAINERS, container.municipalityId());
    }

    boolean mayEmpty(Container container) {
        return mayKeep(container) || access.allows(Permission.CARRY_OUT_ORDERS, container.municipalityId());
    }

    Container getKept(long id) {
        Container container = get(id);
        access.require(Permission.KEEP_CONTAINERS, container.municipalityId());
        return container;
    }

    /** The container; refused with 403 or 404 when the signed-in person neither drives tours nor keeps containers there. */
    Container getWorkedAt(long id) {
        Container container = get(id);
        if (!access.allows(Permission.CARRY_OUT_ORDERS, container.municipalityId())) {
            access.require(Permission.KEEP_CONTAINERS, container.municipalityId());
        }
        return container;
    }

    List<ContainerRows.Change> history(Container container) {
        return rows.history(container.id());
    }

    /**
     * Stores containers of one municipality, new ones with the id 0: all of them, or none when a name or a sensor is taken.
     *
     * @return how many are new or other than before
     */
    @Transactional
    int store(long municipality, List<Container> wanted, String reason) {
        Person person = access.require(Permission.KEEP_CONTAINERS, municipality);
        String why = reason(reason);
        List<Container> fresh = new ArrayList<>();
        List<Container> changed = new ArrayList<>();
        Map<Long, String> what = new LinkedHashMap<>();
        Map<Long, Container> before = new LinkedHashMap<>();
        if (wanted.size() == 1) {
            rows.find(wanted.getFirst().id()).ifPresent(one -> before.put(one.id(), one));
        } else {
            rows.list(municipality).forEach(one -> before.put(one.id(), one));
        }
        for (Container container : wanted) {
            Container old = before.get(container.id());
            if (old == null) {
                fresh.add(container);
            } else if (!old.equals(container)) {
                changed.add(container);
                what.put(container.id(), json.writeValueAsString(differences(old, container)));
            }
        }
        try {
            Instant now = clock.instant();
            rows.update(changed, what, now, person.name(), why);
            rows.insert(fresh, now, person.name(), why);
        } catch (DuplicateKeyException e) {
            boolean sensor = String.valueOf(e.getMessage()).contains("thing_id");
            throw Refusal.conflict("containers.refusal.taken" + (sensor ? "-sensor" : ""))
                    .at(sensor ? ContainerFields.SENSOR : ContainerFields.NAME);
        }
        liveUpdates.announce(TOPIC);
        return fresh.size() + changed.size();
    }

    /** Takes it out of the register, with all that is known of it. */
    @Transactional
    void remove(long id) {
        rows.delete(getKept(id).id());
        liveUpdates.announce(TOPIC);
    }

    private static String reason(String reason) {
        String why = reason.strip();
        if (!PlainText.isReadable(why) || why.length() > LONGEST_REASON) {
            throw Refusal.badInput("containers.refusal.reason", LONGEST_REASON).at("reason");
        }
        return why;
    }

    private static Map<String, List<String>> differences(Container old, Container fresh) {
        Form before = ContainerFields.of(old);
        Form after = ContainerFields.of(fresh);
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (String field : ContainerFields.FIELDS) {
            if (!before.value(field).equals(after.value(field))) {
                differences.put(field, List.of(before.value(field), after.value(field)));
            }
        }
        return differences;
    }
}
