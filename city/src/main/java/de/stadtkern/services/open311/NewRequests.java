package de.stadtkern.services.open311;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.NewReport;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.kernel.reports.ReportExchange;
import de.stadtkern.kernel.reports.Reports;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** Reports that programs send. Nobody sees them until they are reviewed. */
@Component
class NewRequests {

    private static final int SECONDS_OF_THE_SAME = 600;

    private final Offer offer;
    private final Reports reports;
    private final ReportExchange exchange;
    private final Clock clock;

    NewRequests(Offer offer, Reports reports, ReportExchange exchange, Clock clock) {
        this.offer = offer;
        this.reports = reports;
        this.exchange = exchange;
        this.clock = clock;
    }

    /**
     * Takes the report; its number. The standard knows no token against sending twice: the same from the same key within
     * ten minutes (twenty at most) is the same report.
     */
    long take(Device device, Parameters parameters, HttpServletRequest request) {
        long municipality = device.municipalityId();
        String code =
                parameters.find("service_code").orElseThrow(() -> Refusal.badInput("open311.refusal.service-missing"));
        ReportCategory category = offer.get(municipality, code);
        List<byte[]> photos = photos(request);
        String same = digest(parameters, photos);
        long time = clock.instant().getEpochSecond() / SECONDS_OF_THE_SAME;
        return exchange.find(municipality, same + (time - 1))
                .orElseGet(() -> reports.submit(wish(category, parameters, photos, same + time)));
    }

    private static NewReport wish(
            ReportCategory category, Parameters parameters, List<byte[]> photos, String clientToken) {
        Position position = position(parameters);
        String place = parameters.find("address_string").orElse("");
        if (position == null && place.isEmpty()) {
            throw Refusal.badInput("open311.refusal.place");
        }
        return new NewReport(
                category.municipalityId(),
                category.id(),
                position,
                place,
                description(parameters),
                photos,
                Definition.of(category).answers(parameters),
                new Report.Author(parameters.find("email").orElse(null), name(parameters), null),
                Report.Channel.OPEN311,
                clientToken);
    }

    private static @Nullable Position position(Parameters parameters) {
        Optional<Double> lat = parameters.decimal("lat", -90, 90);
        Optional<Double> lon = parameters.decimal("long", -180, 180);
        if (lat.isPresent() != lon.isPresent()) {
            throw Refusal.badInput("open311.refusal.place");
        }
        return lat.map(north -> new Position(lon.orElseThrow(), north)).orElse(null);
    }

    /** An address of a picture stands in words below: this program opens no addresses that others name. */
    private static String description(Parameters parameters) {
        return Stream.of(parameters.find("description"), parameters.find("media_url"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n\n"));
    }

    private static @Nullable String name(Parameters parameters) {
        String name = Stream.of("first_name", "last_name", "phone")
                .map(parameters::find)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    private static List<byte[]> photos(HttpServletRequest request) {
        MultipartHttpServletRequest form = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        Map<String, List<MultipartFile>> files = form == null ? Map.of() : form.getMultiFileMap();
        return files.values().stream()
                .flatMap(List::stream)
                .filter(file -> !file.isEmpty())
                .map(NewRequests::bytes)
                .toList();
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Parameters parameters, List<byte[]> photos) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(parameters.digestible().getBytes(StandardCharsets.UTF_8));
            photos.forEach(sha256::update);
            return "open311-" + HexFormat.of().formatHex(sha256.digest()) + "-";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
