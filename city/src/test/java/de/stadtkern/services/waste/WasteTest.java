package de.stadtkern.services.waste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class WasteTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private Bins bins;

    @BeforeEach
    void bins() {
        bins = new Bins(http, jdbc);
    }

    @Test
    void whoScansTheCodeReportsWithoutAccountAndTheDutyOfficerReadsIt() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of("lon", "7.71", "place", Bins.unique("Park")));
        assertThat(ask("/bin/" + bin.code()).getContentAsString(StandardCharsets.UTF_8))
                .contains("Papierkorb", bin.name(), "unbekannt", "Ist voll", "Ist beschädigt", "Müll liegt daneben");

        assertThat(report(bin.code(), "FULL", "10.1.1.1").getStatus()).isEqualTo(302);
        assertThat(report(bin.code(), "FULL", "10.1.1.2").getStatus()).isEqualTo(302);

        assertThat(count("select count(*) from waste_report where container_id = " + bin.id()))
                .as("the second says nothing new")
                .isEqualTo(1);
        assertThat(ask("/bin/" + bin.code()).getContentAsString(StandardCharsets.UTF_8))
                .contains("etwa 100 % voll (± 25), geschätzt");
        long proposal = count("select id from proposal where source = 'waste' and subject = '" + bin.id() + "/FULL'");
        assertThat(bins.page("/operations/proposals/" + proposal, people.officer()))
                .contains("Behälter als voll gemeldet", bin.name(), "Behälter leeren");
        assertThat(report(bin.code(), "SMELLS", "10.1.1.3").getStatus()).isEqualTo(400);
        assertThat(ask("/bin/nosuchbin").getStatus()).isEqualTo(404);
    }

    @Test
    void oneAddressCannotFloodTheDesk() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of("lon", "7.72", "place", Bins.unique("Allee")));
        for (int i = 0; i < 20; i++) {
            assertThat(report(bin.code(), "LITTER", "10.2.2.2").getStatus()).isEqualTo(302);
        }
        assertThat(report(bin.code(), "LITTER", "10.2.2.2").getStatus()).isEqualTo(503);
        assertThat(report(bin.code(), "LITTER", "10.2.2.3").getStatus()).isEqualTo(302);
        assertThat(count("select count(*) from waste_report where container_id = " + bin.id()))
                .isEqualTo(1);
    }

    @Test
    void everybodySeesSitesWithStateAndOpenDataWithLicence() throws Exception {
        String place = Bins.unique("Glasplatz");
        Bin clear =
                bins.add(people.officer(), Map.of("kind", "RECYCLING_BANK", "fraction", "GLASS_CLEAR", "place", place));
        bins.add(people.officer(), Map.of("kind", "RECYCLING_BANK", "fraction", "PAPER", "place", place));
        Bin hidden = bins.add(
                people.officer(),
                Map.of("kind", "RECYCLING_BANK", "place", Bins.unique("Hof"), "listed", "", "owner", "Amt 70"));
        report(clear.code(), "FULL", "10.3.3.3");

        assertThat(ask("/waste?sites-q=" + place).getContentAsString(StandardCharsets.UTF_8))
                .contains(place, "Weißglas: etwa 100 % voll (± 25), geschätzt", "Papier: unbekannt")
                .doesNotContain(hidden.name());
        assertThat(ask("/waste/sites.geojson").getContentAsString(StandardCharsets.UTF_8))
                .contains(place);
        MockHttpServletResponse csv = ask("/waste/containers.csv");
        assertThat(csv.getHeader("Link")).contains("dl-de/by-2-0", "license");
        assertThat(csv.getContentAsString(StandardCharsets.UTF_8))
                .contains(clear.name() + ",RECYCLING_BANK,GLASS_CLEAR," + place)
                .doesNotContain(hidden.name(), clear.code(), "Amt 70");
        assertThat(ask("/waste/containers.geojson").getContentAsString(StandardCharsets.UTF_8))
                .contains("\"license\"", "\"levelQuarter\":4", clear.name())
                .doesNotContain(clear.code());
    }

    @Test
    void anAddressHasCollectionDaysAlsoAsCalendar() throws Exception {
        String street = Bins.unique("Ringstraße");
        String odd = Bins.unique("Nord");
        String even = Bins.unique("Sued");
        LocalDate soon = LocalDate.now().plusDays(3);
        String files = "/waste/collections/import";
        upload(
                files + "/areas",
                "street;numbers;area\n%1$s;1-99 odd;%2$s\n%1$s;;%3$s\n".formatted(street, odd, even),
                "");
        upload(files, "area;what;day\n%s;Restmüll;%s\n".formatted(odd, soon), "");
        upload(
                files,
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:%s\r\nSUMMARY:Papier\\, Pap\r\n pe\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                        .formatted(DateTimeFormatter.BASIC_ISO_DATE.format(soon)),
                even);

        String north = ask("/waste/collections", street + " 7").getContentAsString(StandardCharsets.UTF_8);
        assertThat(north).contains("Restmüll", odd).doesNotContain("Papier");
        assertThat(ask("/waste/collections", street + " 8a").getContentAsString(StandardCharsets.UTF_8))
                .contains("Papier, Pappe", even);
        assertThat(ask("/waste/collections", "Nirgendsweg 4").getContentAsString(StandardCharsets.UTF_8))
                .contains("keine Termine bekannt");

        String calendar = "/waste/collections/days.ics?municipality=" + people.municipality() + "&area=" + odd;
        assertThat(http.perform(get("/waste/collections")
                                .param("address", street + " 7")
                                .param("reminder", "19"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("href=\"webcal://localhost", calendar.replace("&", "&amp;") + "&amp;reminder=19\"");
        assertThat(ask(calendar).getContentAsString(StandardCharsets.UTF_8)).doesNotContain("VALARM");
        assertThat(ask(calendar + "&reminder=3").getStatus()).isEqualTo(400);
        assertThat(ask(calendar.replace(odd, "nirgends")).getStatus()).isEqualTo(404);
        MockHttpServletResponse file = ask(calendar + "&reminder=19");
        assertThat(file.getContentType()).startsWith("text/calendar");
        assertThat(file.getContentAsString(StandardCharsets.UTF_8))
                .contains(
                        "SUMMARY:Restmüll\r\n",
                        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5H\r\n",
                        DateTimeFormatter.BASIC_ISO_DATE.format(soon));
    }

    @Test
    void aWrongLineOrAStrangerChangesNoCollectionDay() throws Exception {
        String area = Bins.unique("Ost");
        MockHttpServletResponse refused = bins.upload(
                "/waste/collections/import",
                "file",
                "area;what;day\n%1$s;Bio;%2$s\n%1$s;Bio;irgendwann\n".formatted(area, LocalDate.now()),
                Map.of(),
                people.officer());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("„irgendwann“", "__cell\">3");
        assertThat(bins.upload(
                                "/waste/collections/import",
                                "file",
                                "area;what;day\n%s;Bio;%s\n".formatted(area, LocalDate.now()),
                                Map.of("municipality", Long.toString(people.municipality())),
                                people.foreignOfficer())
                        .getStatus())
                .isEqualTo(404);
        assertThat(count("select count(*) from waste_collection where area = '" + area + "'"))
                .isZero();
    }

    private void upload(String path, String content, String area) throws Exception {
        MockHttpServletResponse answer = bins.upload(path, "file", content, Map.of("area", area), people.officer());
        assertThat(answer.getStatus())
                .as(answer.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(302);
    }

    private MockHttpServletResponse report(String code, String kind, String address) throws Exception {
        return http.perform(
                        post("/bin/" + code).with(csrf()).param("kind", kind).with(request -> {
                            request.setRemoteAddr(address);
                            return request;
                        }))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse ask(String path) throws Exception {
        return http.perform(get(path)).andReturn().getResponse();
    }

    private MockHttpServletResponse ask(String path, String address) throws Exception {
        return http.perform(get(path).param("address", address)).andReturn().getResponse();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
