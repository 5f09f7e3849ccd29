package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The page on which the owner says what is kept. */
@TownTest
class KeepingPageTest {

    private static final String FORM = "name=\"keepDays\"";

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    Figures figures;

    private long datastream;
    private String path = "";

    @BeforeEach
    void setUp() throws Exception {
        datastream = devices.station("Aufbewahrung").air();
        path = "/observations/datastreams/" + datastream;
        devices.create(
                "Datastreams(%d)/Observations".formatted(datastream),
                "{\"phenomenonTime\": \"2026-01-02T03:04:05Z\", \"result\": 21.5}");
    }

    @Test
    void everybodySeesWhatIsKeptAndOnlyTheOwnerTheForm() throws Exception {
        for (@Nullable
        UserDetails who :
                new @Nullable UserDetails[] {null, people.citizen(), people.officer(), people.foreignAdministrator()}) {
            assertThat(read(path, who).getContentAsString())
                    .contains("bleiben für immer")
                    .doesNotContain(FORM);
        }
        assertThat(read(path, people.administrator()).getContentAsString()).contains(FORM);
    }

    @Test
    void othersCannotChangeIt() throws Exception {
        assertThat(send(people.citizen(), wish("", "PT1H")).getStatus()).isIn(403, 404);
        assertThat(send(people.officer(), wish("", "PT1H")).getStatus()).isEqualTo(403);
        assertThat(send(people.foreignAdministrator(), wish("", "PT1H")).getStatus())
                .isEqualTo(404);
        assertThat(send(null, wish("", "PT1H")).getStatus()).isIn(302, 401, 403);
        assertThat(figures.find(datastream)).isEmpty();
    }

    @Test
    void theFiguresThatAreWantedAreShownAsATable() throws Exception {
        assertThat(send(people.administrator(), wish("", "PT1H", "PT24H")).getStatus())
                .isEqualTo(302);
        figures.calculate();

        assertThat(read(path, null).getContentAsString()).contains("Zahlen je Tag", "21,5");
        assertThat(read(path + "?width=PT1H", null).getContentAsString()).contains("Zahlen je Stunde", "21,5");
    }

    @Test
    void beforeSomethingIsRemovedTheOwnerIsToldAndAsked() throws Exception {
        assertThat(send(people.administrator(), wish("", "PT1H")).getStatus()).isEqualTo(302);

        MockHttpServletResponse asked = send(people.administrator(), wish("30"));
        assertThat(asked.getStatus()).isEqualTo(400);
        assertThat(asked.getContentAsString()).contains("1 Messwerte", "1 Arten von Zahlen", "name=\"agreed\"");
        assertThat(figures.find(datastream).orElseThrow().figures()).containsExactly(Duration.ofHours(1));

        assertThat(send(people.administrator(), wish("30").param("agreed", "true"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(figures.find(datastream)).contains(new Keeping(30, List.of(), null));
        assertThat(read(path, null).getContentAsString()).contains("Sie bleiben 30 Tage");
    }

    @Test
    void whatIsNoNumberOfDaysIsSaidAtItsField() throws Exception {
        for (String days : List.of("0", "-3", "bald", "36501", "9999999999")) {
            MockHttpServletResponse answer = send(people.administrator(), wish(days));
            assertThat(answer.getStatus()).as(days).isEqualTo(400);
            assertThat(answer.getContentAsString()).contains("keepDays-error");
        }
        assertThat(figures.find(datastream)).isEmpty();
    }

    private MockHttpServletRequestBuilder wish(String days, String... widths) {
        MockHttpServletRequestBuilder wish = post(path).param("keepDays", days).with(csrf());
        for (String width : widths) {
            wish = wish.param(width, "true");
        }
        return wish;
    }

    private MockHttpServletResponse send(@Nullable UserDetails who, MockHttpServletRequestBuilder request)
            throws Exception {
        return http.perform(who == null ? request : request.with(user(who)))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse read(String address, @Nullable UserDetails who) throws Exception {
        return send(who, get(address));
    }
}
