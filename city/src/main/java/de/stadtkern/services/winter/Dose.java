package de.stadtkern.services.winter;

import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.ProvenStreet;
import de.stadtkern.kernel.operations.TourResult;
import de.stadtkern.kernel.roadweather.Danger;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the dose table of a municipality says for a road, and what physics says to it. Pure.
 *
 * @param row of the table that applies
 * @param neededGrams of dry salt on a square metre that keep the water on the road from freezing; infinite when none can
 * @param surface of the road in °C
 */
record Dose(Row row, double neededGrams, double surface) {

    /** Colder than this salt is hardly of use, in °C. */
    static final double SALT_LIMIT = -10;

    /* Freezing point of brine in °C over its percent by mass of NaCl; fit to the values of the CRC handbook. */
    private static final double A = -0.59242;
    private static final double B = -7.836e-4;
    private static final double C = -5.4596e-4;

    /* Stronger brine freezes earlier again: the eutectic point. */
    private static final double STRONGEST_PERCENT = 23.3;

    /** When something is spread: what makes the road slippery, or before anything does. */
    enum Case {
        HOARFROST,
        FREEZING_WETNESS,
        FREEZING_RAIN,
        SNOW,
        PREVENTIVE;

        static Case of(Danger danger) {
            return valueOf(danger.name());
        }

        String textKey() {
            return "winter.dose.case." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is spread. */
    enum Agent {
        DRY_SALT(1, "g/m2"),
        /** 70 % dry salt, wetted with 30 % brine of 20 %. */
        FS30(0.76, "g/m2"),
        /** Brine of 20 %, of which a millilitre is taken to weigh a gram. */
        FS100(0.2, "mL/m2"),
        GRIT(0, "g/m2");

        private final double saltShare;
        private final String unit;

        Agent(double saltShare, String unit) {
            this.saltShare = saltShare;
            this.unit = unit;
        }

        /** Of the dose, UCUM. */
        String unit() {
            return unit;
        }

        String textKey() {
            return "winter.dose.agent." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A line of the table.
     *
     * @param above the line holds where the road is warmer than this, in °C, and no line of the case lies between
     * @param amount in the unit of the agent; null when nobody has set it
     */
    record Row(
            Case when, double above, Agent agent, @Nullable Double amount) {}

    /**
     * The table of a municipality.
     *
     * @param widthMetres that is treated where the street map does not know the width of the road
     * @param filmMillimetres of water on the road where no sensor measures it
     */
    record Table(double widthMetres, double filmMillimetres, List<Row> rows) {

        static final Comparator<Row> ORDER =
                Comparator.comparing(Row::when).thenComparing(Row::above, Comparator.reverseOrder());

        /** To begin with; docs/dienste/winterdienst.md names the source of each number. */
        static final Table START = new Table(
                6,
                0.1,
                List.of(
                        new Row(Case.HOARFROST, SALT_LIMIT, Agent.FS30, 10.0),
                        new Row(Case.HOARFROST, -60, Agent.GRIT, null),
                        new Row(Case.FREEZING_WETNESS, -2, Agent.FS30, 10.0),
                        new Row(Case.FREEZING_WETNESS, SALT_LIMIT, Agent.FS30, 20.0),
                        new Row(Case.FREEZING_WETNESS, -60, Agent.GRIT, null),
                        new Row(Case.FREEZING_RAIN, SALT_LIMIT, Agent.FS30, 20.0),
                        new Row(Case.FREEZING_RAIN, -60, Agent.GRIT, null),
                        new Row(Case.SNOW, SALT_LIMIT, Agent.FS30, 20.0),
                        new Row(Case.SNOW, -60, Agent.GRIT, null),
                        new Row(Case.PREVENTIVE, SALT_LIMIT, Agent.FS100, 10.0)));

        Table {
            rows = rows.stream().sorted(ORDER).toList();
        }

        /** The same with this row, which takes the place of one for the same case and temperature. */
        Table with(Row row) {
            return new Table(
                    widthMetres,
                    filmMillimetres,
                    Stream.concat(without(row).rows.stream(), Stream.of(row)).toList());
        }

        /** The same without the row for this case and temperature. */
        Table without(Row row) {
            return new Table(
                    widthMetres,
                    filmMillimetres,
                    rows.stream().filter(one -> ORDER.compare(one, row) != 0).toList());
        }

        /**
         * What applies; empty when no row does.
         *
         * @param film of water in mm; null when it is not known
         */
        Optional<Dose> find(Case when, double surface, @Nullable Double film) {
            double water = film == null ? filmMillimetres : film;
            return rows.stream()
                    .filter(row -> row.when() == when && surface > row.above())
                    .findFirst()
                    .map(row -> new Dose(row, gramsPerSquareMetre(water, surface), surface));
        }
    }

    /** Whether it is too cold for salt, whatever the row spreads. */
    boolean isTooCold() {
        return surface < SALT_LIMIT;
    }

    /** Whether the row spreads less salt than physics asks for. */
    boolean isTooLittle() {
        Double amount = row.amount();
        return row.agent() != Agent.GRIT && amount != null && amount * row.agent().saltShare < neededGrams;
    }

    /** Of the agent in kg (brine: litres) on so many square metres; null when nobody has set the amount. */
    @Nullable
    Double kilograms(double squareMetres) {
        Double amount = row.amount();
        return amount == null ? null : amount * squareMetres / 1000;
    }

    /** Where brine freezes, in °C. @param percent NaCl by mass, 0 to 23.3 */
    static double freezingPoint(double percent) {
        return percent * (A + percent * (B + percent * C));
    }

    /**
     * Of dry salt that keep a film of water from freezing; infinite where no brine stays liquid.
     *
     * @param film of water in mm, at least 0
     * @param surface in °C; above 0 nothing is needed
     */
    static double gramsPerSquareMetre(double film, double surface) {
        if (surface < freezingPoint(STRONGEST_PERCENT)) {
            return Double.POSITIVE_INFINITY;
        }
        double weak = 0;
        double strong = STRONGEST_PERCENT;
        for (int halving = 0; halving < 50; halving++) {
            double middle = (weak + strong) / 2;
            if (freezingPoint(middle) > surface) {
                weak = middle;
            } else {
                strong = middle;
            }
        }
        return surface >= 0 ? 0 : film * 1000 * strong / (100 - strong);
    }

    /**
     * What a tour spread.
     *
     * @param basis MACHINE, CREW or COMPUTED: on what it rests
     * @param goods in the unit of each; empty when nobody knows
     */
    record Spread(String basis, Map<Stocks.Good, Double> goods) {

        /* Of FS30 by mass, and what a cubic metre of brine of 20 % weighs, in kg. */
        private static final double BRINE_IN_FS30 = 0.3;
        private static final double BRINE_DENSITY = 1148;

        /** By the machine; without one by the crew's word; without that by dose and area. */
        static Spread of(TourResult tour, List<Evidence> evidence, double widthMetres) {
            Agent agent = agent(evidence).orElse(Agent.DRY_SALT);
            Map<Stocks.Good, Double> goods = new EnumMap<>(Stocks.Good.class);
            double machine = tour.streets().stream()
                    .map(ProvenStreet::kilograms)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            if (machine > 0) {
                add(goods, agent, machine);
                return new Spread("MACHINE", goods);
            }
            if (!tour.materials().isEmpty()) {
                tour.materials().forEach(one -> add(goods, named(one.name()).orElse(agent), one.amount()));
                return new Spread("CREW", goods);
            }
            double metres = tour.streets().stream()
                    .mapToDouble(street -> street.lengthMetres() * street.share())
                    .sum();
            evidence.stream()
                    .filter(one -> one.quantity().equals(agent.textKey()))
                    .findFirst()
                    .ifPresent(dose -> add(goods, agent, dose.value() * metres * widthMetres / 1000));
            return new Spread("COMPUTED", goods);
        }

        /** The one that the dose table named for the proposal. */
        private static Optional<Agent> agent(List<Evidence> evidence) {
            return List.of(Agent.values()).stream()
                    .filter(agent ->
                            evidence.stream().anyMatch(one -> one.quantity().equals(agent.textKey())))
                    .findFirst();
        }

        /** What crews call it. */
        private static Optional<Agent> named(String name) {
            String word = name.toLowerCase(Locale.ROOT);
            if (word.contains("sole") || word.contains("fs100") || word.contains("brine")) {
                return Optional.of(Agent.FS100);
            }
            if (word.contains("splitt") || word.contains("grit")) {
                return Optional.of(Agent.GRIT);
            }
            return word.contains("fs30") || word.contains("feuchtsalz") ? Optional.of(Agent.FS30) : Optional.empty();
        }

        /** @param kilograms of the agent; of brine litres */
        private static void add(Map<Stocks.Good, Double> goods, Agent agent, double kilograms) {
            switch (agent) {
                case DRY_SALT -> goods.merge(Stocks.Good.SALT, kilograms / 1000, Double::sum);
                case GRIT -> goods.merge(Stocks.Good.GRIT, kilograms / 1000, Double::sum);
                case FS100 -> goods.merge(Stocks.Good.BRINE, kilograms / 1000, Double::sum);
                case FS30 -> {
                    goods.merge(Stocks.Good.SALT, kilograms * (1 - BRINE_IN_FS30) / 1000, Double::sum);
                    goods.merge(Stocks.Good.BRINE, kilograms * BRINE_IN_FS30 / BRINE_DENSITY, Double::sum);
                }
            }
        }
    }

    /** Salt in kg and water in kg (litres) of brine. */
    record Brine(double salt, double water) {

        /* In kg/m³ at 20 °C: water, and how much each percent by mass of NaCl adds, roughly. */
        private static final double WATER = 998;
        private static final double PER_PERCENT = 7.5;

        /** @param cubicMetres of brine, at least 0 @param percent NaCl by mass, 0 to 23 */
        static Brine of(double cubicMetres, double percent) {
            double mass = cubicMetres * (WATER + PER_PERCENT * percent);
            return new Brine(mass * percent / 100, mass * (100 - percent) / 100);
        }
    }
}
