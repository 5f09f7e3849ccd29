package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.forecasts.ForecastBoard.Shown;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page shows, for programs. */
@RestController
@RequestMapping("/forecasts/api/places")
class ForecastApi {

    private final ForecastBoard board;

    ForecastApi(ForecastBoard board) {
        this.board = board;
    }

    /** A place to choose from; coordinates in degrees. */
    record Named(String key, String name, double lon, double lat) {

        Named(Place place) {
            this(
                    place.key(),
                    place.name(),
                    place.position().lon(),
                    place.position().lat());
        }
    }

    /** A warning with all its words. */
    record Warned(WeatherWarning warning, String description, String instruction) {}

    /** All of a place. */
    record Answer(
            Named place,
            List<ForecastBoard.Sourced> forecasts,
            List<Warned> warnings,
            boolean warningsOld,
            @Nullable Instant warningsFetchedAt) {}

    @GetMapping
    List<Named> list() {
        return board.listPlaces().stream().map(Named::new).toList();
    }

    @GetMapping("/{place:[a-z]+-[0-9]{1,18}}")
    Answer show(@PathVariable String place) {
        Shown shown = board.listPlaces().stream()
                .filter(one -> one.key().equals(place))
                .findFirst()
                .map(board::show)
                .orElseThrow(() -> Refusal.notFound("forecasts.refusal.unknown", place));
        return new Answer(
                new Named(shown.place()),
                shown.sources(),
                shown.warnings().stream()
                        .map(full -> new Warned(full.warning(), full.description(), full.instruction()))
                        .toList(),
                shown.warningsOld(),
                shown.warningsAt());
    }
}
