package de.stadtkern.kernel.portal.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

@TownTest
class SiteTest {

    @Autowired
    private MockMvc http;

    @Autowired
    private TestPeople people;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Feedback feedback;

    @Test
    void whatTheAdministratorWritesStandsOnThePageAndEveryVersionIsKept() throws Exception {
        String first = "Erste " + UUID.randomUUID();
        String second = "Zweite " + UUID.randomUUID();
        save("imprint/de", first).andExpect(status().is3xxRedirection());
        save("imprint/de", second).andExpect(status().is3xxRedirection());

        page("/site/imprint?of=musterstadt")
                .andExpect(content().string(allOf(containsString(second), not(containsString(first)))));
        asAdministrator(get("/administration/site/imprint/de"))
                .andExpect(content().string(allOf(containsString(first), containsString(second))));
        assertThat(audited("site.text.saved")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void anEmptyTextIsRefusedAtItsField() throws Exception {
        save("privacy/de", "  ")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#body\"")))
                .andExpect(content().string(containsString("<title>Fehler:")));
    }

    @Test
    void whoDoesNotAdministerMayNotWrite() throws Exception {
        http.perform(post("/administration/site/imprint/de")
                        .with(user(people.officer()))
                        .with(csrf())
                        .accept(MediaType.TEXT_HTML)
                        .param("body", "x"))
                .andExpect(status().isForbidden());
    }

    @Test
    void aMessageReachesTheAdministratorAndIsDeletedWhenItsTimeIsOver() throws Exception {
        String old = "Alt " + UUID.randomUUID();
        String fresh = "Neu " + UUID.randomUUID();
        send(old);
        send(fresh);
        asAdministrator(get("/administration/site/feedback"))
                .andExpect(content().string(allOf(containsString(old), containsString(fresh))));

        jdbc.sql("update site_feedback set received_at = :then where message = :message")
                .param("then", OffsetDateTime.now().minusDays(181))
                .param("message", old)
                .update();
        feedback.forget();

        assertThat(count(old)).isZero();
        assertThat(count(fresh)).isEqualTo(1);
    }

    @Test
    void aMessageWithoutWordsIsRefusedAndTheRestIsKept() throws Exception {
        http.perform(post("/site/feedback")
                        .with(csrf())
                        .accept(MediaType.TEXT_HTML)
                        .param("message", "\u200b")
                        .param("contact", "ich@example.org"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("value=\"ich@example.org\"")));
    }

    @Test
    void aPaleColorIsRefusedWithItsContrastAndAGoodOneIsServed() throws Exception {
        colors("#cccccc", "#8fb4ff")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("1,4")));
        colors("#1f4aad", "#222222").andExpect(status().isBadRequest());
        colors("#1f4aad", "#8fb4ff").andExpect(status().is3xxRedirection());

        http.perform(get("/site/" + people.municipality() + "/colors.css"))
                .andExpect(header().string("Content-Type", containsString("text/css")))
                .andExpect(content().string(containsString("--kern-color-action-default: #1f4aad")));
        colors("", "").andExpect(status().is3xxRedirection());
    }

    @Test
    void aLogoIsDrawnAnewAndOnlyPngIsTaken() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB), "png", png);
        png.writeBytes("<script>".getBytes(StandardCharsets.UTF_8));
        logo(png.toByteArray()).andExpect(status().is3xxRedirection());
        byte[] served = http.perform(get("/site/" + people.municipality() + "/logo.png"))
                .andExpect(header().string("Content-Type", "image/png"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(new String(served, StandardCharsets.ISO_8859_1)).doesNotContain("<script>");

        logo("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isBadRequest());
        logo(new byte[200_001]).andExpect(status().isContentTooLarge());
        logo(new byte[0]).andExpect(status().is3xxRedirection());
        http.perform(get("/site/" + people.municipality() + "/logo.png")).andExpect(status().isNotFound());
    }

    private ResultActions save(String text, String body) throws Exception {
        return asAdministrator(post("/administration/site/" + text).with(csrf()).param("body", body));
    }

    private ResultActions colors(String light, String dark) throws Exception {
        return asAdministrator(post("/administration/site/colors")
                .with(csrf())
                .param("light", light)
                .param("dark", dark));
    }

    private ResultActions logo(byte[] file) throws Exception {
        return asAdministrator(multipart("/administration/site/logo")
                .file(new MockMultipartFile("logo", "logo.png", "image/png", file))
                .with(csrf()));
    }

    private void send(String message) throws Exception {
        http.perform(post("/site/feedback").with(csrf()).param("message", message))
                .andExpect(status().is3xxRedirection());
    }

    private ResultActions page(String path) throws Exception {
        return http.perform(get(path).accept(MediaType.TEXT_HTML));
    }

    private ResultActions asAdministrator(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return http.perform(request.with(user(people.administrator())).accept(MediaType.TEXT_HTML));
    }

    private long audited(String action) {
        return jdbc.sql("select count(*) from audit_entry where action = :action")
                .param("action", action)
                .query(Long.class)
                .single();
    }

    private long count(String message) {
        return jdbc.sql("select count(*) from site_feedback where message = :message")
                .param("message", message)
                .query(Long.class)
                .single();
    }
}
