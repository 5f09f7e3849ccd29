package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.sweeping.Fee.Entry;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The register of fees for sweeping. Entries and rates are only added, each with who made it, when and why. */
@Component
class FeeRegister {

    /** Of the file, and of the form for one entry. */
    static final List<String> COLUMNS = List.of(
            "plot", "address", "street", "sweepingClass", "metres", "share", "fileNumber", "from", "ended", "reason");

    private static final int MOST_LINES = 50_000;
    private static final int MOST_METRES = 100_000;
    private static final int MOST_EUROS = 10_000;
    private static final int LONGEST_CLASS = 12;
    private static final String FILE_NUMBER = "(?=.*\\d)[\\p{L}\\d./ _-]{1,40}";

    private final JdbcClient jdbc;
    private final SweepingPlan plan;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    FeeRegister(JdbcClient jdbc, SweepingPlan plan, Access access, AuditLog auditLog, Clock clock) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** What a file would do, and what is wrong with which of its lines. */
    record Preview(int lines, List<Entry> changes, List<WrongLine> errors) {}

    /** A line of a file that breaks a rule; the first line is 1. */
    record WrongLine(long line, Refusal refusal) {}

    /** What a plot owes for a year as things stand, and after a change. */
    record Difference(Fee before, Fee after) {

        long cents() {
            return after.cents() - before.cents();
        }
    }

    /** A change of the class of a whole street. */
    record ClassChange(String street, String sweepingClass, LocalDate from, String reason) {}

    /** What the plots owe for the year, by street and plot; those that owe nothing all year are left out. */
    List<Fee> list(long municipality, int year) {
        access.require(Permission.KEEP_FEES, municipality);
        return fees(histories(municipality), municipality, year);
    }

    private List<Fee> fees(Collection<List<Entry>> histories, long municipality, int year) {
        Policy policy = plan.policy(municipality);
        Map<String, Long> rates = rates(municipality, year);
        return histories.stream()
                .map(history -> Fee.of(history, year, rates, policy))
                .filter(fee -> !fee.parts().isEmpty() || !fee.missing().isEmpty())
                .sorted(Comparator.comparing((Fee fee) -> fee.last().street())
                        .thenComparing(fee -> fee.last().plot()))
                .toList();
    }

    /** All that was ever said of a plot, oldest first. */
    List<Entry> history(long municipality, String plot) {
        access.require(Permission.KEEP_FEES, municipality);
        return entries(municipality).stream()
                .filter(entry -> entry.plot().equals(plot))
                .toList();
    }

    /** In cents for each metre and year, by class. */
    Map<String, Long> rates(long municipality, int year) {
        access.require(Permission.KEEP_FEES, municipality);
        Map<String, Long> rates = new TreeMap<>();
        jdbc.sql("""
            select sweeping_class, cents from sweeping_rate
            where municipality_id = :municipality and year = :year order by id\
            """)
                .param("municipality", municipality)
                .param("year", year)
                .query((rs, row) -> Map.entry(rs.getString("sweeping_class"), rs.getLong("cents")))
                .list()
                .forEach(rate -> rates.put(rate.getKey(), rate.getValue()));
        return rates;
    }

    @Transactional
    void setRate(long municipality, int year, Form form) {
        Person person = access.require(Permission.KEEP_FEES, municipality);
        Fields fields = new Fields(form);
        String sweepingClass = sweepingClass(fields, "rateClass");
        long cents = fields.cents("rate", MOST_EUROS);
        jdbc.sql("""
            insert into sweeping_rate (municipality_id, sweeping_class, year, cents, made_by, made_at)
            values (:municipality, :class, :year, :cents, :by, :at)\
            """)
                .param("municipality", municipality)
                .param("class", sweepingClass)
                .param("year", year)
                .param("cents", cents)
                .param("by", person.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        auditLog.record(person, municipality, "sweep.rate", sweepingClass + " " + year + " " + cents);
    }

    @Transactional
    void put(long municipality, Form form) {
        Person person = access.require(Permission.KEEP_FEES, municipality);
        insert(municipality, person, List.of(entry(form, person.name())));
    }

    /**
     * Reads a file of {@link #COLUMNS} in any order, separated by semicolon or comma; changes nothing.
     *
     * @throws Refusal when it has no such columns, or too many lines
     */
    Preview preview(long municipality, String csv) {
        Person person = access.require(Permission.KEEP_FEES, municipality);
        Map<String, Entry> known = new TreeMap<>();
        entries(municipality).forEach(entry -> known.put(key(entry), entry));
        List<Entry> changes = new ArrayList<>();
        List<WrongLine> errors = new ArrayList<>();
        List<CSVRecord> lines = lines(csv);
        for (CSVRecord line : lines) {
            try {
                Form form = Form.blank();
                for (String column : COLUMNS) {
                    form = form.with(column, line.isSet(column) ? line.get(column) : "");
                }
                Entry entry = entry(form.value("reason").isBlank() ? form.with("reason", "CSV") : form, person.name());
                if (!isSame(entry, known.put(key(entry), entry))) {
                    changes.add(entry);
                }
            } catch (Refusal refusal) {
                errors.add(new WrongLine(line.getRecordNumber() + 1, refusal));
            }
        }
        return new Preview(lines.size(), changes, errors);
    }

    /** Does what {@link #preview} shows, all or nothing. Answers how many entries were added. */
    @Transactional
    int importFile(long municipality, String csv) {
        Preview preview = preview(municipality, csv);
        if (!preview.errors().isEmpty()) {
            throw Refusal.badInput("sweeping.refusal.lines", preview.errors().size())
                    .at("csv");
        }
        insert(municipality, access.person(), preview.changes());
        return preview.changes().size();
    }

    private static List<CSVRecord> lines(String csv) {
        String heading = csv.lines().findFirst().orElse("");
        char separator = heading.contains(";") ? ';' : ',';
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (var parser = format.parse(new StringReader(csv))) {
            List<String> missing = COLUMNS.subList(0, 8).stream()
                    .filter(column -> !parser.getHeaderMap().containsKey(column))
                    .toList();
            if (!missing.isEmpty()) {
                throw Refusal.badInput("sweeping.refusal.columns", String.join(", ", missing))
                        .at("csv");
            }
            List<CSVRecord> lines = parser.getRecords();
            if (lines.size() > MOST_LINES) {
                throw Refusal.badInput("sweeping.refusal.many-lines", MOST_LINES)
                        .at("csv");
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw Refusal.badInput("sweeping.refusal.csv").at("csv");
        }
    }

    /** What would be otherwise in the year were the street of another class from the day on; changes nothing. */
    List<Difference> differences(long municipality, ClassChange change, int year) {
        access.require(Permission.KEEP_FEES, municipality);
        Policy policy = plan.policy(municipality);
        Map<String, Long> rates = rates(municipality, year);
        return histories(municipality).stream()
                .filter(history -> isConcerned(history, change))
                .map(history -> {
                    List<Entry> then = new ArrayList<>(history);
                    then.addAll(following(history, change));
                    return new Difference(Fee.of(history, year, rates, policy), Fee.of(then, year, rates, policy));
                })
                .sorted(Comparator.comparing(
                        (Difference one) -> one.before().last().plot()))
                .toList();
    }

    /** Gives the plots of the street another class from the day on. Answers how many. */
    @Transactional
    int change(long municipality, ClassChange change) {
        Person person = access.require(Permission.KEEP_FEES, municipality);
        List<List<Entry>> concerned = histories(municipality).stream()
                .filter(history -> isConcerned(history, change))
                .toList();
        insert(
                municipality,
                person,
                concerned.stream()
                        .flatMap(history -> following(history, change).stream())
                        .toList());
        return concerned.size();
    }

    static ClassChange classChange(Form form) {
        Fields fields = new Fields(form);
        return new ClassChange(
                fields.text("changeStreet"),
                sweepingClass(fields, "changeClass"),
                fields.day("changeFrom"),
                fields.textOrEmpty("changeReason"));
    }

    private static boolean isConcerned(List<Entry> history, ClassChange change) {
        return history.getFirst().street().equalsIgnoreCase(change.street())
                && !following(history, change).isEmpty();
    }

    /** What holds on the day, and all that begins later, in the other class. */
    private static List<Entry> following(List<Entry> history, ClassChange change) {
        TreeMap<LocalDate, Entry> byDay = new TreeMap<>();
        history.forEach(entry -> byDay.put(entry.from(), entry));
        List<Entry> entries =
                new ArrayList<>(byDay.tailMap(change.from(), false).values());
        Map.Entry<LocalDate, Entry> holding = byDay.floorEntry(change.from());
        if (holding != null) {
            entries.addFirst(holding.getValue().ofClass(change.sweepingClass(), change.from()));
        }
        return entries.stream()
                .filter(entry -> !entry.ended())
                .map(entry ->
                        entry.ofClass(change.sweepingClass(), entry.from()).because(change.reason()))
                .toList();
    }

    private Entry entry(Form form, String madeBy) {
        Fields fields = new Fields(form);
        BigDecimal share = form.value("share").isBlank() ? BigDecimal.ONE : fields.number("share", 1);
        if (share.signum() == 0) {
            throw Refusal.badInput("sweeping.refusal.share").at("share");
        }
        String fileNumber = fields.text("fileNumber");
        if (!fileNumber.matches(FILE_NUMBER)) {
            throw Refusal.badInput("sweeping.refusal.file-number", fileNumber).at("fileNumber");
        }
        return new Entry(
                fields.text("plot"),
                fields.textOrEmpty("address"),
                fields.text("street"),
                sweepingClass(fields, "sweepingClass"),
                fields.number("metres", MOST_METRES),
                share,
                fileNumber,
                fields.day("from"),
                fields.isTicked("ended"),
                fields.text("reason"),
                madeBy,
                clock.instant());
    }

    private static String sweepingClass(Fields fields, String field) {
        String text = fields.text(field);
        if (text.length() > LONGEST_CLASS) {
            throw Refusal.badInput("sweeping.refusal.target.CLASS", text).at(field);
        }
        return text;
    }

    private static String key(Entry entry) {
        return entry.plot() + "\n" + entry.street() + "\n" + entry.from();
    }

    private static boolean isSame(Entry one, @Nullable Entry other) {
        return other != null
                && one.metres().compareTo(other.metres()) == 0
                && one.share().compareTo(other.share()) == 0
                && one.ended() == other.ended()
                && List.of(one.address(), one.sweepingClass(), one.fileNumber())
                        .equals(List.of(other.address(), other.sweepingClass(), other.fileNumber()));
    }

    /** What was said of each plot at each street, in the order in which it was. */
    private Collection<List<Entry>> histories(long municipality) {
        return entries(municipality).stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.plot() + "\n" + entry.street(), TreeMap::new, Collectors.toList()))
                .values();
    }

    private List<Entry> entries(long municipality) {
        return jdbc.sql("select * from sweeping_plot where municipality_id = :id order by id")
                .param("id", municipality)
                .query((rs, row) -> new Entry(
                        rs.getString("plot"),
                        rs.getString("address"),
                        rs.getString("street"),
                        rs.getString("sweeping_class"),
                        rs.getBigDecimal("metres"),
                        rs.getBigDecimal("share"),
                        rs.getString("file_number"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getBoolean("ended"),
                        rs.getString("reason"),
                        rs.getString("made_by"),
                        rs.getObject("made_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private void insert(long municipality, Person person, List<Entry> entries) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        entries.forEach(entry -> jdbc.sql("""
            insert into sweeping_plot (municipality_id, plot, address, street, sweeping_class, metres,
                share, file_number, valid_from, ended, reason, made_by, made_at)
            values (:municipality, :plot, :address, :street, :class, :metres, :share, :file, :from, :ended,
                :reason, :by, :at)\
            """)
                .param("municipality", municipality)
                .param("plot", entry.plot())
                .param("address", entry.address())
                .param("street", entry.street())
                .param("class", entry.sweepingClass())
                .param("metres", entry.metres())
                .param("share", entry.share())
                .param("file", entry.fileNumber())
                .param("from", entry.from())
                .param("ended", entry.ended())
                .param("reason", entry.reason())
                .param("by", person.name())
                .param("at", now)
                .update());
        auditLog.record(person, municipality, "sweep.plots", Integer.toString(entries.size()));
    }
}
