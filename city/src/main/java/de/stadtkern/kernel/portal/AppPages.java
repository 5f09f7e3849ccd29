package de.stadtkern.kernel.portal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What makes the pages an app that can be put on a phone: manifest, service worker, and the page without network. */
@Controller
class AppPages {

    private static final List<String> SHELL = List.of(
            "@kern-ux/native/dist/kern.min.css",
            "stadtkern.css",
            "stadtkern.svg",
            "sk-live.js",
            "htmx.org/dist/htmx.min.js");

    /* Named by the style sheet, hence without version. */
    private static final List<String> FONTS = List.of(
            "/assets/@fontsource/fira-sans/files/fira-sans-latin-400-normal.woff2",
            "/assets/@fontsource/fira-sans/files/fira-sans-latin-600-normal.woff2");

    private final List<OfflinePart> parts;
    private final String worker;

    AppPages(List<OfflinePart> parts) throws IOException {
        this.parts = parts;
        try (var file = Objects.requireNonNull(AppPages.class.getResourceAsStream("assets/service-worker.js"))) {
            worker = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @GetMapping("/offline")
    ModelAndView offline(Page page) {
        return page.view("kernel/portal/offline");
    }

    @GetMapping(path = "/service-worker.js", produces = "text/javascript")
    ResponseEntity<String> serviceWorker(Page page) {
        String more = parts.stream()
                .map(part -> "{ below: \"%s\", page: \"%s\", assets: %s }"
                        .formatted(
                                part.below(),
                                part.page(),
                                array(part.assets().stream().map(page::asset))))
                .collect(Collectors.joining(", ", "[", "]"));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(worker.replace("__VERSION__", page.frame().version())
                        .replace(
                                "__ASSETS__", array(Stream.concat(SHELL.stream().map(page::asset), FONTS.stream())))
                        .replace("__PARTS__", more));
    }

    private static String array(Stream<String> addresses) {
        return addresses.map(address -> '"' + address + '"').collect(Collectors.joining(", ", "[", "]"));
    }

    @GetMapping(path = "/manifest.webmanifest", produces = "application/manifest+json")
    ResponseEntity<Map<String, Object>> manifest(Page page) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.parseMediaType("application/manifest+json"))
                .body(Map.ofEntries(
                        Map.entry("id", "/"),
                        Map.entry("name", page.frame().town()),
                        Map.entry("short_name", page.frame().town()),
                        Map.entry("lang", page.language().tag()),
                        Map.entry("start_url", page.url("/")),
                        Map.entry("scope", "/"),
                        Map.entry("display", "standalone"),
                        Map.entry("background_color", "#ffffff"),
                        Map.entry("theme_color", "#171a6e"),
                        Map.entry("icons", icons(page)),
                        Map.entry("shortcuts", shortcuts(page))));
    }

    private static List<Map<String, String>> icons(Page page) {
        return List.of(
                icon(page, "stadtkern-192.png", "192x192", "any"),
                icon(page, "stadtkern-512.png", "512x512", "any"),
                icon(page, "stadtkern-512.png", "512x512", "maskable"));
    }

    private static Map<String, String> icon(Page page, String file, String sizes, String purpose) {
        return Map.of("src", page.asset(file), "sizes", sizes, "type", "image/png", "purpose", purpose);
    }

    private static List<Map<String, String>> shortcuts(Page page) {
        return page.navigation().stream()
                .filter(entry -> entry.permission() == null)
                .map(entry -> Map.of("name", page.text(entry.textKey()), "url", page.url(entry.path())))
                .toList();
    }
}
