package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody stands on a ladder with a phone and a new device: from its QR code to its first value on the map. */
class NewDeviceIT {

    private static final String PASSWORD = "ein-langes-passwort";
    private static final String CODE = "LW:D0:1122334455667788:70B3D5E75E0AA001:AABB1122:STONNE-7";
    private static final int MOST_CLICKS = 10;

    private int clicks;

    @Test
    void aNewDeviceIsSetUpFromItsQrCodeInUnderAMinuteOfClicks() throws Exception {
        Path data = Program.dataDirectory();
        Path password = Files.writeString(data.resolve("admin-password"), PASSWORD);
        try (Program town = Program.start(
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--admin-password-file",
                        password.toString());
                TestBrowser browser = new TestBrowser(town.address())) {
            Page page = browser.signedIn("admin", PASSWORD);
            page.context().setGeolocation(new Geolocation(49.4432, 7.7689).setAccuracy(4));
            page.context().grantPermissions(List.of("geolocation"));
            page.navigate("/administration/devices");

            Instant begun = Instant.now();
            click(page, "main a[href$='/devices/new']");
            page.fill("#qr", CODE);
            click(page, "main form[method=get] button");
            assertThat(page.locator("#devEui")).hasValue("70b3d5e75e0aa001");
            assertThat(page.locator("#name")).hasValue("TONNE-7");
            browser.assertAccessible(page);
            page.selectOption("#type", new SelectOption().setValue("milesight-em310-udl"));
            clicks++;
            click(page, "sk-place button");
            assertThat(page.locator("#lat")).hasValue("49.443200");
            click(page, "main form[method=post] .kern-btn--primary");
            assertThat(page.locator(".sk-state--planned")).isVisible();
            theDeviceSpeaks(town.address(), data);
            page.reload();
            clicks++;
            assertThat(page.locator(".sk-values")).containsText("92,0 %");
            click(page, "main a[href*='#map-']");
            assertThat(page.locator(".leaflet-popup")).containsText("Batterie 92,0 %");

            assertThat(clicks).isLessThanOrEqualTo(MOST_CLICKS);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMinutes(1));
            browser.assertAccessible(page);
            browser.assertQuiet();
        }
    }

    private void click(Page page, String what) {
        page.locator(what).first().click();
        clicks++;
    }

    private static void theDeviceSpeaks(URI town, Path data) throws Exception {
        HttpRequest uplink = HttpRequest.newBuilder(town.resolve("/ingest/chirpstack"))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(data.resolve("api-key")).strip())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"deduplicationId": "first", "time": "%s", "fCnt": 1, "fPort": 85, "data": "",
                         "deviceInfo": {"deviceName": "tonne", "devEui": "70b3d5e75e0aa001"},
                         "object": {"battery": 92, "distance": 812}}""".formatted(Instant.now())))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(uplink, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}
