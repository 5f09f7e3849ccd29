package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.matching.TrackFile;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Who is out where, what is kept of it, and files of tracks. Vehicles stand by their names: nobody is ranked. */
@Controller
@RequestMapping("/tracks")
class TracksPage {

    private static final int SHOWN = 500;

    private final Tracks tracks;
    private final FixRows rows;
    private final Fleet fleet;
    private final Access access;
    private final Agreements agreements;
    private final Clock clock;

    TracksPage(Tracks tracks, FixRows rows, Fleet fleet, Access access, Agreements agreements, Clock clock) {
        this.tracks = tracks;
        this.rows = rows;
        this.fleet = fleet;
        this.access = access;
        this.agreements = agreements;
        this.clock = clock;
    }

    /** A vehicle that is out. */
    private record Out(Newest newest, String name) {}

    /** A track with what people call it. */
    private record Listed(FixRows.Track track, String name) {}

    @Bean
    static NavigationEntry tracksEntry() {
        return new NavigationEntry("/tracks", "tracks.tracks", Permission.READ_TRACKS, 33);
    }

    @GetMapping
    ModelAndView show(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping
    ModelAndView upload(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        Set<Long> municipalities = access.requireAnywhere(Permission.READ_TRACKS);
        try {
            Vehicle vehicle = vehicles(municipalities).stream()
                    .filter(one -> form.value("vehicle").equals(Long.toString(one.id())))
                    .findFirst()
                    .orElseThrow(() -> Refusal.badInput("tracks.refusal.choose").at("vehicle"));
            TrackFile.requireSize(file == null ? 0 : file.getSize());
            int added = tracks.recordFile(
                    vehicle.municipalityId(), vehicle.id(), null, file == null ? new byte[0] : file.getBytes());
            return page.redirect("/tracks", "tracks.upload.done", added, vehicle.name());
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @GetMapping(path = "/positions.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection positions(Page page) {
        return Feature.Collection.of(out(access.requireAnywhere(Permission.READ_TRACKS)).stream()
                .map(out -> Feature.point(
                        out.newest.fix().position(),
                        Map.of(
                                "id", "vehicle-" + out.newest.vehicleId(),
                                "state", mark(out.newest.fix()).key(),
                                "label",
                                        page.text(
                                                "tracks.position.of",
                                                out.name,
                                                page.time(out.newest.fix().time())))))
                .toList());
    }

    private ModelAndView view(Page page, Form form) {
        Set<Long> municipalities = access.requireAnywhere(Permission.READ_TRACKS);
        List<Choice> choices = vehicles(municipalities).stream()
                .map(one -> new Choice(Long.toString(one.id()), one.name()))
                .toList();
        List<FixRows.Track> kept = rows.listAgreed(municipalities, SHOWN);
        Map<Long, String> names = names(kept.stream()
                .map(one -> one.source().vehicleId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return page.view("kernel/tracks/tracks", form)
                .addObject("agreed", municipalities.stream().anyMatch(agreements::isAgreed))
                .addObject("vehicles", choices)
                .addObject("out", out(page).show(page, out(municipalities)))
                .addObject(
                        "kept",
                        kept(page)
                                .show(
                                        page,
                                        kept.stream()
                                                .map(one -> new Listed(one, name(page, one, names)))
                                                .toList()));
    }

    /** The municipality's own that can be sent out now. */
    private List<Vehicle> vehicles(Collection<Long> municipalities) {
        Instant now = clock.instant();
        return municipalities.stream()
                .flatMap(one -> fleet.usableBy(one, now).stream().filter(vehicle -> vehicle.municipalityId() == one))
                .sorted(Comparator.comparing(Vehicle::name))
                .toList();
    }

    private List<Out> out(Collection<Long> municipalities) {
        List<Newest> newest = tracks.newestOf(municipalities);
        Map<Long, String> names = names(newest.stream().map(Newest::vehicleId).collect(Collectors.toSet()));
        return newest.stream()
                .map(one -> new Out(one, names.getOrDefault(one.vehicleId(), "")))
                .sorted(Comparator.comparing(Out::name))
                .toList();
    }

    private Map<Long, String> names(Collection<Long> vehicles) {
        return fleet.list(vehicles).stream().collect(Collectors.toMap(Vehicle::id, Vehicle::name, (a, b) -> a));
    }

    /** What people call a track: by its vehicle, its tour or both. */
    static String name(Page page, FixRows.Track track, Map<Long, String> vehicles) {
        Long vehicle = track.source().vehicleId();
        Long tour = track.source().tourId();
        String name = vehicle == null ? "" : vehicles.getOrDefault(vehicle, page.text("tracks.vehicle.gone"));
        if (tour == null) {
            return name;
        }
        return vehicle == null ? page.text("tracks.tour", tour) : page.text("tracks.tour.with", tour, name);
    }

    private static Mark mark(Fix fix) {
        if (fix.mode() == null) {
            return Mark.INFO;
        }
        return fix.mode().works() ? Mark.RUNNING : Mark.PLANNED;
    }

    static String mode(Page page, @Nullable Mode mode) {
        return page.text(mode == null ? "tracks.mode.unknown" : "tracks.mode." + mode);
    }

    private static Table<Out> out(Page page) {
        return Table.<Out>named("out")
                .column(
                        "vehicle",
                        "tracks.vehicle",
                        out -> Cell.link("#map-vehicle-" + out.newest.vehicleId(), out.name))
                .column(
                        "mode",
                        "tracks.mode",
                        out -> Cell.badge(
                                mark(out.newest.fix()),
                                mode(page, out.newest.fix().mode())))
                .column(
                        "newest",
                        "tracks.newest",
                        out -> Cell.age(out.newest.fix().time()))
                .sortedBy("vehicle");
    }

    private static Table<Listed> kept(Page page) {
        Function<Listed, Cell> link = one -> Cell.link(page.url("/tracks/" + one.track.id()), one.name);
        return Table.<Listed>named("kept")
                .column("track", "tracks.track", link)
                .column(
                        "day",
                        "tracks.last-day",
                        one -> Cell.text(one.track.lastDay().toString()))
                .sortedBy("-day");
    }
}
