package de.stadtkern.kernel.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.FreshSchema;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PickingTest {

    private static final Path CROSSROADS = Path.of("src/test/resources/de/stadtkern/kernel/streets/crossroads.osm");

    private static Streets streets;

    @BeforeAll
    static void importStreets() {
        streets = FreshSchema.streets();
        streets.importExtract(CROSSROADS, (segments, step) -> {});
    }

    @Test
    void everyStreetOfTheClassesIsAJobWithItsTimeAndDemand() {
        List<Segment> segments = segments();
        List<Job> jobs = pick(wish());

        assertThat(jobs)
                .extracting(Job::segmentId)
                .containsExactlyElementsOf(segments.stream().map(Segment::id).toList());
        for (int i = 0; i < jobs.size(); i++) {
            assertThat(jobs.get(i).passes()).isEqualTo(segments.get(i).oneWay() ? 1 : 2);
            assertThat(jobs.get(i).seconds()).isCloseTo(segments.get(i).lengthMetres() / 10, within(1e-6));
            assertThat(jobs.get(i).demand()).isCloseTo(segments.get(i).lengthMetres() / 1000 * 120, within(1e-6));
        }
    }

    @Test
    void bothDirectionsAreTwoJobsThatBeginAtEitherEnd() {
        List<Segment> segments = segments();
        long oneWay = segments.stream().filter(Segment::oneWay).count();
        List<Job> jobs = pick(wish().with("sides", "BOTH"));

        assertThat(oneWay).isPositive();
        assertThat(jobs).hasSize((int) (2 * segments.size() - oneWay)).allMatch(Job::oneWay);
        List<Job> pair = jobs.stream()
                .filter(job -> Objects.equals(job.segmentId(), twoWay(segments).id()))
                .toList();
        assertThat(pair).hasSize(2);
        assertThat(pair.getFirst().course()).isEqualTo(pair.getLast().course(true));
    }

    @Test
    void anAreaAndNumbersNarrowWhatIsPicked() {
        Segment one = twoWay(segments());
        String centre =
                one.course().getFirst().lat() + ", " + one.course().getFirst().lon();

        assertThat(pick(wish().with("centre", centre).with("radius", "1")))
                .extracting(Job::segmentId)
                .contains(one.id())
                .hasSizeLessThan(segments().size());
        assertThat(pick(Form.blank().with("sides", "ONCE").with("speed", "30").with("ids", one.id())))
                .singleElement()
                .matches(job -> Objects.equals(job.segmentId(), one.id()));
    }

    @Test
    void whatFitsNoStreetIsRefused() {
        assertThatThrownBy(() -> pick(wish().with("ids", "999999"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> pick(wish().with("winter", "1, 4")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("winter");
        assertThatThrownBy(() -> pick(wish().with("winter", "1"))).hasMessageContaining("no-street");
        assertThatThrownBy(() -> pick(Form.blank().with("sides", "ONCE").with("speed", "30")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no-class");
    }

    private static List<Job> pick(Form form) {
        return new Picking(streets).pick(0, form);
    }

    private static Form wish() {
        Form form = Form.blank().with("sides", "ONCE").with("speed", "36").with("perKilometre", "120");
        for (RoadClass one : RoadClass.ROADS) {
            form = form.with(Picking.CLASS + one.osmValue(), "true");
        }
        return form;
    }

    private static List<Segment> segments() {
        return streets.listOfClasses(RoadClass.ROADS);
    }

    private static Segment twoWay(List<Segment> segments) {
        return segments.stream().filter(one -> !one.oneWay()).findFirst().orElseThrow();
    }
}
