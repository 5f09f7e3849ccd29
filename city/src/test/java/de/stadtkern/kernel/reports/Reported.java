package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;

/** Reports for tests, each place far from all others. */
public final class Reported {

    private final Reports reports;
    private final ReportCategories categories;
    private final ReportModeration moderation;
    private final TestPeople people;

    public Reported(ApplicationContext program) {
        this.reports = program.getBean(Reports.class);
        this.categories = program.getBean(ReportCategories.class);
        this.moderation = program.getBean(ReportModeration.class);
        this.people = program.getBean(TestPeople.class);
        drawGermany(program.getBean(JdbcClient.class), people.municipality());
    }

    /** Without an area of its own a town would be where other tests have imported addresses. */
    public static void drawGermany(JdbcClient jdbc, long municipality) {
        jdbc.sql("""
            insert into report_area (municipality_id, rim)
            values (:here, '((5000000,47000000),(16000000,47000000),(16000000,56000000),(5000000,56000000))')
            on conflict do nothing\
            """).param("here", municipality).update();
    }

    /** Somewhere in Germany where nobody else reports anything. */
    public static Position somewhere() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Position(random.nextDouble(8, 11), random.nextDouble(48, 54));
    }

    /** So many metres to the east and to the north, by the radius of the earth and nothing of the program. */
    public static Position moved(Position from, double east, double north) {
        double degree = Math.PI / 180 * 6_371_008.8;
        return new Position(
                from.lon() + east / degree / Math.cos(Math.toRadians(from.lat())), from.lat() + north / degree);
    }

    public ReportCategory category(String code) {
        return categories.find(people.municipality(), code).orElseThrow();
    }

    /** By nobody in particular. */
    public NewReport wish(String code, @Nullable Position position, String description, List<byte[]> photos) {
        return new NewReport(
                people.municipality(),
                category(code).id(),
                position,
                position == null ? "hinter dem Bahnhof" : "",
                description,
                photos,
                Map.of(),
                Report.Author.UNKNOWN,
                Report.Channel.FORM,
                UUID.randomUUID().toString());
    }

    /** Answers the number. */
    public long pending(String code, Position position, String description) {
        return reports.submit(wish(code, position, description, List.of()));
    }

    /** Answers the number. */
    public long released(String code, Position position, String description) {
        long number = pending(code, position, description);
        as(people.officer(), () -> {
            moderation.release(number, description);
            return number;
        });
        return number;
    }

    /** What happens when this person is signed in. */
    public static <T> T as(UserDetails who, Supplier<T> work) {
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities())));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** A photo of one colour, which nobody else has. */
    public static byte[] photo() {
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(ThreadLocalRandom.current().nextInt(1 << 24)));
        pen.fillRect(0, 0, 64, 48);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
