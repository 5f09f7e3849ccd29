package de.stadtkern.services.sweeping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a plot owes for a street in a year. Computed exactly and rounded once, at the end, to whole cents: half a cent and
 * more is a cent.
 *
 * @param last what held last in the year
 * @param parts one for each time within the year in which something else held
 * @param missing classes for which the year has no rate; then the fee is not complete
 */
record Fee(Entry last, List<Part> parts, long cents, List<String> missing) {

    /**
     * What holds for a plot at a street from a day on, until another entry says otherwise. Of several from the same day
     * the one made last counts.
     *
     * @param plot number of the plot
     * @param metres of its front, 0 to 100,000
     * @param share of the front that counts, more than 0 and up to 1
     * @param fileNumber of whoever pays, in the file of the office; never a name
     * @param ended whether it owes nothing any more
     */
    record Entry(
            String plot,
            String address,
            String street,
            String sweepingClass,
            BigDecimal metres,
            BigDecimal share,
            String fileNumber,
            LocalDate from,
            boolean ended,
            String reason,
            String madeBy,
            Instant madeAt) {

        Entry ofClass(String other, LocalDate day) {
            return new Entry(
                    plot, address, street, other, metres, share, fileNumber, day, ended, reason, madeBy, madeAt);
        }

        Entry because(String other) {
            return new Entry(
                    plot,
                    address,
                    street,
                    sweepingClass,
                    metres,
                    share,
                    fileNumber,
                    from,
                    ended,
                    other,
                    madeBy,
                    madeAt);
        }
    }

    /**
     * A time within the year.
     *
     * @param counted months of twelve, or days of the year's
     */
    record Part(Entry entry, LocalDate from, LocalDate until, long counted, BigDecimal metres, long rate) {}

    /**
     * The fee for a year.
     *
     * @param history of one plot at one street, in the order in which it was made
     * @param rates in cents for each metre and year, by class
     */
    static Fee of(List<Entry> history, int year, Map<String, Long> rates, Policy policy) {
        NavigableMap<LocalDate, Entry> byDay = new TreeMap<>();
        history.forEach(entry -> byDay.put(entry.from(), entry));
        LocalDate begin = LocalDate.of(year, 1, 1);
        LocalDate end = begin.plusYears(1);
        List<Part> parts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        BigDecimal exact = BigDecimal.ZERO;
        long whole = policy.proration() == Policy.Proration.MONTHS ? 12 : ChronoUnit.DAYS.between(begin, end);
        for (Entry entry : byDay.values()) {
            LocalDate next = byDay.higherKey(entry.from());
            LocalDate from = entry.from().isBefore(begin) ? begin : entry.from();
            LocalDate until = next == null || next.isAfter(end) ? end : next;
            long counted = from.isBefore(until) ? counted(from, until, policy) : 0;
            if (entry.ended() || counted == 0) {
                continue;
            }
            Long rate = rates.get(entry.sweepingClass());
            if (rate == null) {
                missing.add(entry.sweepingClass());
                continue;
            }
            Part part = new Part(entry, from, until, counted, billed(entry, policy), rate);
            parts.add(part);
            exact = exact.add(part.metres().multiply(BigDecimal.valueOf(rate * counted)));
        }
        long cents =
                exact.divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP).longValueExact();
        Map.Entry<LocalDate, Entry> last = byDay.lowerEntry(end);
        return new Fee(last == null ? history.getFirst() : last.getValue(), parts, cents, missing);
    }

    /** Metres that count: of the front as the bylaw rounds it, of that the share. */
    private static BigDecimal billed(Entry entry, Policy policy) {
        BigDecimal front = switch (policy.metres()) {
            case EXACT -> entry.metres();
            case STARTED -> entry.metres().setScale(0, RoundingMode.CEILING);
            case NEAREST -> entry.metres().setScale(0, RoundingMode.HALF_UP);
        };
        return front.multiply(entry.share());
    }

    private static long counted(LocalDate from, LocalDate until, Policy policy) {
        return policy.proration() == Policy.Proration.DAYS
                ? ChronoUnit.DAYS.between(from, until)
                : months(until) - months(from);
    }

    /** Number of first days of months before the day. */
    private static long months(LocalDate day) {
        return day.getYear() * 12L + day.getMonthValue() - (day.getDayOfMonth() == 1 ? 1 : 0);
    }
}
