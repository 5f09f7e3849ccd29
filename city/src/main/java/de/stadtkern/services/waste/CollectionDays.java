package de.stadtkern.services.waste;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.portal.ComingDay;
import de.stadtkern.kernel.portal.Glance;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** On which days what is collected at an address. */
@Component
class CollectionDays implements ComingDay.Source, Glance.Source {

    private static final String PAGE = "/waste/collections?address=";
    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private final CollectionRows rows;
    private final Addresses addresses;
    private final Clock clock;

    CollectionDays(CollectionRows rows, Addresses addresses, Clock clock) {
        this.rows = rows;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** From today on, the next first. */
    List<CollectionDay> list(long municipality, String area) {
        return rows.days(municipality, area, LocalDate.ofInstant(clock.instant(), TOWN));
    }

    /** By street and number as they stand there, or as the search of addresses understands them. */
    Optional<CollectionRows.Area> find(String address) {
        String plain = address.strip();
        String street = plain.replaceFirst("\\s+\\d+\\s*[a-zA-Z]?$", "");
        Optional<CollectionRows.Area> written = area(street, plain.substring(street.length()));
        return written.isPresent() || plain.length() > Addresses.LONGEST
                ? written
                : addresses.find(plain, Optional.empty(), 1).stream()
                        .flatMap(found -> area(found.name(), found.houseNumber()).stream())
                        .findFirst();
    }

    private Optional<CollectionRows.Area> area(String street, String number) {
        return rows.areas(street).stream()
                .filter(one -> one.houses().contains(number.strip()))
                .findFirst();
    }

    @Override
    public List<ComingDay> coming(String address) {
        String page = PAGE + URLEncoder.encode(address, StandardCharsets.UTF_8);
        return find(address)
                .map(area -> list(area.municipalityId(), area.houses().area()))
                .orElse(List.of())
                .stream()
                .map(one -> new ComingDay(one.day(), one.what(), page))
                .toList();
    }

    /** The next collection, on the page of an address. */
    @Override
    public Optional<Glance> glance(Page page, String path) {
        return path.startsWith(PAGE)
                ? coming(UriUtils.decode(path.substring(PAGE.length()).replaceFirst("&.*", ""), StandardCharsets.UTF_8))
                        .stream()
                        .findFirst()
                        .map(next -> new Glance(Mark.INFO, next.what() + ", " + written(page, next.day())))
                : Optional.empty();
    }

    static String written(Page page, LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(page.language().locale())
                .format(day);
    }
}
