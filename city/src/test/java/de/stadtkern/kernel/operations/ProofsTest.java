package de.stadtkern.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@TownTest
class ProofsTest {

    private static final Instant START = Instant.parse("2026-10-25T00:30:00Z");

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Proposals proposals;

    @Autowired
    Proofs proofs;

    @Autowired
    TestPeople people;

    private final String place = "Prüfplatz " + UUID.randomUUID();
    private long order;

    @BeforeEach
    void decide() throws Exception {
        String subject = UUID.randomUUID().toString();
        Evidence frostPoint = new Evidence("roadweather.quantity.frost-point", -1.2, "Cel", Instant.now(), null, null);
        proposals.raise(
                new NewProposal(
                        people.municipality(),
                        "test",
                        subject,
                        "test/1",
                        "winter.danger.hoarfrost",
                        place,
                        null,
                        // alone, or it is merged with what another test proposes
                        new Position(ThreadLocalRandom.current().nextDouble(40, 50), 50.3),
                        List.of("winter.measure.salt"),
                        List.of(),
                        Instant.now().plusSeconds(3600),
                        List.of(frostPoint)),
                Duration.ofHours(1));
        long proposal = id("select id from proposal where subject = '" + subject + "'");
        http.perform(post("/operations/proposals/" + proposal)
                .param("headline", "winter.danger.hoarfrost")
                .param("measure", "winter.measure.salt")
                .param("reason", "=Reif bis 7 Uhr")
                .with(user(people.officer()))
                .with(csrf()));
        order = id("select w.id from work_order w join decision d on d.id = w.decision_id where d.proposal_id = "
                + proposal);
    }

    @Test
    void aTourIsProvenOnceHoweverOftenAndFromWhereverItIsAsked() throws Exception {
        TourResult tour = tour();
        List<Callable<Long>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(() -> proofs.keep(tour));
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Long> numbers = new ArrayList<>();
            for (Future<Long> one : threads.invokeAll(all)) {
                numbers.add(one.get());
            }
            assertThat(numbers).hasSize(8).containsOnly(numbers.getFirst());
        }
    }

    @Test
    void thePageSaysWhatTheTourDid() throws Exception {
        long proof = keep();

        open(people.officer(), "/operations/proofs/" + proof)
                .andExpect(content().string(containsString("Streuwagen 1")))
                .andExpect(content().string(containsString("mehr als 10 % auseinander")))
                .andExpect(content().string(containsString("96 % behandelt, 4 % nicht belegt")))
                .andExpect(content().string(containsString("Zähler und GPS")))
                .andExpect(content().string(containsString("12,5 kg")))
                .andExpect(content().string(containsString("0 % behandelt, von Hand gemeldet, Baustelle")))
                .andExpect(content().string(containsString("f".repeat(64))));
    }

    @Test
    void aCorrectionIsAnEntryOfItsOwnAndThePageShowsBoth() throws Exception {
        long proof = keep();
        String before = text("select content::text from proof where id = " + proof);

        correct(people.officer(), proof, "", "Grund").andExpect(status().isBadRequest());
        correct(people.officer(), proof, "Es war Wagen 2", " ").andExpect(status().isBadRequest());
        correct(people.crew(), proof, "Es war Wagen 2", "verwechselt").andExpect(status().isForbidden());
        correct(people.foreignOfficer(), proof, "Es war Wagen 2", "verwechselt").andExpect(status().isNotFound());
        correct(people.officer(), proof, "Es war Wagen 2", "verwechselt").andExpect(status().is3xxRedirection());

        open(people.officer(), "/operations/proofs/" + proof)
                .andExpect(content().string(containsString("Es war Wagen 2")))
                .andExpect(content().string(containsString("Streuwagen 1")))
                .andExpect(content().string(containsString("verwechselt")));
        assertThat(text("select content::text from proof where id = " + proof)).isEqualTo(before);
        assertThat(id("select count(*) from audit_entry where action = 'proof.corrected' and detail = '"
                        + id("select number from proof_link where proof_id = " + proof) + "'"))
                .isEqualTo(1);
    }

    @Test
    void theListIsFilteredAndComesAsFile() throws Exception {
        long proof = keep();
        String link = "/operations/proofs/" + proof + "\"";

        open(people.officer(), "/operations/proofs").andExpect(content().string(containsString(link)));
        open(people.officer(), "/operations/proofs?from=2999-01-01")
                .andExpect(content().string(not(containsString(link))));
        open(people.officer(), "/operations/proofs?to=gestern").andExpect(status().isBadRequest());
        open(people.foreignOfficer(), "/operations/proofs").andExpect(content().string(not(containsString(link))));
        open(people.citizen(), "/operations/proofs").andExpect(status().isForbidden());
        open(people.citizen(), "/operations/proofs.csv").andExpect(status().isForbidden());

        String[] lines = open(people.officer(), "/operations/proofs.csv?source=test")
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8)
                .split("\r\n");
        assertThat(lines[0]).startsWith("number,hash,municipality,made_at").endsWith("kg,g_m2,grade");
        assertThat(lines)
                .filteredOn(line -> line.contains(place))
                .hasSize(2)
                .allMatch(line -> line.contains("'=Reif bis 7 Uhr"))
                .anyMatch(
                        line -> line.endsWith(
                                ",Marktstraße,250.0,0.96,0.04,2026-10-25T00:31:00Z,2026-10-25T01:31:00Z,2,12.5,20.0,COUNTER_AND_GPS"));
        assertThat(open(people.foreignOfficer(), "/operations/proofs.csv")
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain(place);
    }

    @Test
    void theSheetCanBeReadForDecades() throws Exception {
        long proof = keep();
        correct(people.officer(), proof, "Es war Wagen 2", "verwechselt");
        byte[] pdf = open(people.officer(), "/operations/proofs/" + proof + "/sheet.pdf")
                .andReturn()
                .getResponse()
                .getContentAsByteArray();

        try (PDDocument document = Loader.loadPDF(pdf)) {
            var catalog = document.getDocumentCatalog();
            String metadata = new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertThat(metadata).contains("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>");
            assertThat(metadata).contains(document.getDocumentInformation().getTitle());
            assertThat(catalog.getOutputIntents().getFirst().getCOSObject().getNameAsString(COSName.S))
                    .isEqualTo("GTS_PDFA1");
            assertThat(catalog.getOutputIntents()
                            .getFirst()
                            .getDestOutputIntent()
                            .getLength())
                    .isPositive();
            assertThat(document.getDocument().getDocumentID()).isNotNull();
            assertThat(document.isEncrypted()).isFalse();
            for (PDPage page : document.getPages()) {
                for (COSName font : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
                }
            }
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Streuwagen 1", "Marktstraße", "Es war Wagen 2", "verwechselt", "Prüfsumme bis hier");
        }
        open(people.foreignOfficer(), "/operations/proofs/" + proof + "/sheet.pdf")
                .andExpect(status().isNotFound());
    }

    private long keep() {
        TourResult tour = tour();
        proofs.keep(tour);
        return id("select id from proof where tour_id = " + tour.tourId());
    }

    private TourResult tour() {
        List<Position> course = List.of(new Position(11.9, 50.3), new Position(11.901, 50.3));
        return new TourResult(
                order,
                Math.abs(UUID.randomUUID().getMostSignificantBits()),
                "Tour 1",
                5L,
                "Streuwagen 1",
                List.of("Mara Muster"),
                START,
                "Mara Muster",
                START.plusSeconds(7200),
                "Mara Muster",
                false,
                null,
                List.of(
                        new ProvenStreet(
                                11,
                                true,
                                "Marktstraße",
                                250,
                                course,
                                0.96,
                                0.04,
                                START.plusSeconds(60),
                                START.plusSeconds(3660),
                                2,
                                12.5,
                                20.0,
                                ProofGrade.COUNTER_AND_GPS,
                                null),
                        new ProvenStreet(
                                12,
                                false,
                                "",
                                80,
                                course,
                                0,
                                0,
                                null,
                                null,
                                0,
                                null,
                                null,
                                ProofGrade.MANUAL,
                                "Baustelle")),
                new TourResult.Track(7200, 1.0, 8.0, 12_000, 14_000.0, true, 90),
                List.of(new TourResult.Material("Salz", 420, "kg")),
                List.of(new TourResult.Note(START.plusSeconds(600), "Auto im Weg")),
                List.of(new TourResult.Attachment(
                        UUID.randomUUID(), START.plusSeconds(600), "image/jpeg", "f".repeat(64))));
    }

    private ResultActions correct(UserDetails who, long proof, String text, String reason) throws Exception {
        return http.perform(post("/operations/proofs/" + proof)
                .param("text", text)
                .param("reason", reason)
                .with(user(who))
                .with(csrf())
                .accept(MediaType.TEXT_HTML));
    }

    private ResultActions open(UserDetails who, String address) throws Exception {
        return http.perform(get(address).with(user(who)).accept(MediaType.ALL));
    }

    private long id(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private String text(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
