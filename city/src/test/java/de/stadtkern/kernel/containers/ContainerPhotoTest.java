package de.stadtkern.kernel.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.identity.TestPeople;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class ContainerPhotoTest {

    /** As a phone writes them behind the beginning of a JPEG file. */
    private static final String PLACE_IN_EXIF = "Exif\0\0GPSLatitude 49.4447";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    ContainerPhotos photos;

    private Bin bin;

    @BeforeEach
    void aBin() throws Exception {
        bin = new Bins(http, jdbc).add(people.officer(), Map.of());
    }

    @Test
    void aCrewTakesAPhotoThatStaffSeesWithoutWhereItWasTaken() throws Exception {
        assertThat(page(people.crew())).contains("Es gibt noch kein Foto.");

        assertThat(upload(jpeg(2000, 1000), people.crew()).getStatus()).isEqualTo(302);

        MockHttpServletResponse photo = open(people.officer());
        assertThat(photo.getContentType()).isEqualTo("image/jpeg");
        assertThat(photo.getHeader("Cache-Control")).contains("no-store");
        byte[] kept = photo.getContentAsByteArray();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "GPS");
        assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getWidth()).isEqualTo(1600);
        assertThat(page(people.crew())).contains("photo.jpg", "Test mannschaft").doesNotContain("Foto löschen");
    }

    @Test
    void strangersSeeAndChangeNothing() throws Exception {
        upload(jpeg(40, 20), people.officer());

        assertThat(http.perform(get("/containers/" + bin.id() + "/photo.jpg"))
                        .andReturn()
                        .getResponse()
                        .getContentType())
                .isNotEqualTo("image/jpeg");
        assertThat(open(people.foreignOfficer()).getStatus()).isEqualTo(404);
        assertThat(upload(jpeg(40, 20), people.foreignOfficer()).getStatus()).isEqualTo(404);
        assertThat(remove(people.crew()).getStatus()).isEqualTo(403);
        assertThat(http.perform(get("/bin/" + bin.code()))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .doesNotContain("photo.jpg");
        assertThat(open(people.officer()).getStatus()).isEqualTo(200);
    }

    @Test
    void whatIsNoPhotoIsRefusedAtItsField() throws Exception {
        MockHttpServletResponse refused = upload("GIF89a".getBytes(StandardCharsets.US_ASCII), people.officer());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("Nehmen Sie JPEG oder PNG");
        assertThat(upload(new byte[5_000_001], people.officer()).getStatus()).isEqualTo(413);
        assertThat(open(people.officer()).getStatus()).isEqualTo(404);
    }

    @Test
    void aPhotoGoesByHandWithItsTimeAndWithItsContainer() throws Exception {
        upload(jpeg(40, 20), people.officer());
        assertThat(remove(people.officer()).getStatus()).isEqualTo(302);
        assertThat(open(people.officer()).getStatus()).isEqualTo(404);

        upload(jpeg(40, 20), people.officer());
        photos.forget();
        assertThat(open(people.officer()).getStatus()).isEqualTo(200);
        jdbc.sql("update container_photo set taken_at = now() - interval '1826 days' where container_id = :id")
                .param("id", bin.id())
                .update();
        photos.forget();
        assertThat(open(people.officer()).getStatus()).isEqualTo(404);

        upload(jpeg(40, 20), people.officer());
        new Bins(http, jdbc).act("/containers/" + bin.id() + "/remove", Map.of(), people.officer());
        assertThat(jdbc.sql("select count(*) from container_photo where container_id = :id")
                        .param("id", bin.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", picture);
        byte[] plain = picture.toByteArray();
        byte[] exif = PLACE_IN_EXIF.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, 2);
        file.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 2)});
        file.write(exif);
        file.write(plain, 2, plain.length - 2);
        return file.toByteArray();
    }

    private MockHttpServletResponse upload(byte[] file, UserDetails by) throws Exception {
        return http.perform(multipart("/containers/" + bin.id() + "/photo")
                        .file(new MockMultipartFile("photo", file))
                        .with(csrf())
                        .with(user(by)))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse remove(UserDetails by) throws Exception {
        return new Bins(http, jdbc).act("/containers/" + bin.id() + "/photo/remove", Map.of(), by);
    }

    private MockHttpServletResponse open(UserDetails by) throws Exception {
        return http.perform(get("/containers/" + bin.id() + "/photo.jpg").with(user(by)))
                .andReturn()
                .getResponse();
    }

    private String page(UserDetails by) throws Exception {
        return new Bins(http, jdbc).page("/containers/" + bin.id(), by);
    }
}
