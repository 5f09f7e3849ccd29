package de.stadtkern.demo.devices;

import de.stadtkern.demo.weather.Air;
import de.stadtkern.demo.weather.Noise;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people do to a town over day and week: they come, park, shop, throw away, and sleep. */
final class TownLife {

    private static final double[] WAKING = {
        .12, .07, .05, .05, .08, .25, .7, 1, .85, .7, .65, .7, .8, .7, .6, .6, .65, .75, .85, .9, .8, .65, .45, .25
    };
    private static final double[] TRAFFIC = {
        .06, .04, .03, .04, .1, .3, .75, 1, .8, .6, .58, .62, .66, .66, .7, .85, 1, .95, .7, .5, .38, .28, .2, .12
    };
    private static final double[] SHOPPING = {
        0, 0, 0, 0, 0, 0, .05, .15, .35, .6, .8, .9, .85, .75, .8, .85, .9, .8, .6, .35, .25, .2, .12, .05
    };
    private static final LocalTime EMPTYING_BEGINS = LocalTime.of(6, 0);
    private static final double HOURS_OF_A_YEAR = 8_784;

    private TownLife() {}

    /** 0 to 1: how many people in the houses are up. */
    static double waking(LocalDateTime time) {
        return at(WAKING, time);
    }

    /** 0 to 1: how full the roads are. */
    static double traffic(LocalDateTime time) {
        return at(TRAFFIC, time) * (isWeekend(time) ? 0.6 : 1);
    }

    /** 0 to 1: how full the centre is; more than usual on market days, Wednesday and Saturday morning. */
    static double shopping(LocalDateTime time) {
        boolean sunday = time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return at(SHOPPING, time) * (sunday ? 0.3 : isMarket(time) ? 1 : 0.7);
    }

    static boolean isMarket(LocalDateTime time) {
        boolean day = time.getDayOfWeek() == DayOfWeek.WEDNESDAY || time.getDayOfWeek() == DayOfWeek.SATURDAY;
        return day && time.getHour() >= 8 && time.getHour() < 13;
    }

    /** Fills with the day's life and is emptied in the early morning: in half of the places daily, else twice a week. */
    static Map<String, Double> litterBin(Device device, LocalDateTime time, Air air) {
        boolean daily = device.trait(1) < 0.5;
        double perActiveHour = daily ? 0.05 + 0.06 * device.trait(2) : 0.012 + 0.02 * device.trait(2);
        double active = 0;
        LocalDateTime at = time;
        for (int hours = 0; hours < 24 * 7 && !wasEmptied(device, at, daily); hours++) {
            active += shopping(at);
            at = at.minusHours(1);
        }
        double full = Math.min(1.05, 0.02 + perActiveHour * (active + shopping(time) * time.getMinute() / 60));
        return Map.of(
                "distance",
                Math.rint(1_020 - 780 * full + 8 * device.jitter(time)),
                "tilt",
                device.jitter(time) > 0.996 ? 1.0 : 0.0);
    }

    /** Whether the lorry came in this hour. */
    private static boolean wasEmptied(Device device, LocalDateTime time, boolean daily) {
        boolean day = daily
                ? time.getDayOfWeek() != DayOfWeek.SUNDAY
                : time.getDayOfWeek() == DayOfWeek.MONDAY || time.getDayOfWeek() == DayOfWeek.THURSDAY;
        return day
                && time.getHour()
                        == EMPTYING_BEGINS
                                .plusMinutes((long) (180 * device.trait(3)))
                                .getHour();
    }

    /** Emptied on Wednesday mornings. */
    static Map<String, Double> glassContainer(Device device, LocalDateTime time, Air air) {
        long since = Math.floorMod(time.getDayOfWeek().getValue() * 24 + time.getHour() - (3 * 24 + 9), 168);
        double full = Math.min(1, (0.3 + 0.8 * device.trait(1)) * since / 168.0);
        return Map.of(
                "distance", Math.rint(1_650 - 1_250 * full + 5 * device.jitter(time)), "number_of_valid_samples", 10.0);
    }

    /** Filled up in October and after the new year, emptied by frosty nights. */
    static Map<String, Double> saltSilo(Device device, LocalDateTime time, Air air) {
        int day = time.getDayOfYear();
        double full =
                day < 6 || day > 95 && day < 280 ? 0.45 : day >= 280 ? 0.95 - (day - 280) * 0.004 : 0.95 - day * 0.005;
        return Map.of("distance", Math.rint(600 + 7_400 * (1 - full)), "number_of_valid_samples", 10.0);
    }

    /** Cars stay for about three quarters of an hour by day and longer by night. */
    static Map<String, Double> parkingBay(Device device, LocalDateTime time, Air air) {
        int stay = time.getHour() >= 20 || time.getHour() < 7 ? 240 : 45;
        long minute =
                time.toLocalDate().toEpochDay() * 1_440 + time.toLocalTime().toSecondOfDay() / 60;
        long turn = (minute + (long) (stay * device.trait(1))) / stay;
        double likely = 0.3 + 0.6 * shopping(time) * (0.7 + 0.6 * device.trait(2));
        return Map.of("occupied", Noise.chance(device.seed(), turn) < likely ? 1.0 : 0.0, "temperature", ground(air));
    }

    private static double ground(Air air) {
        return Math.rint(air.temperature() + 0.006 * air.radiation());
    }

    static Map<String, Double> carPark(Device device, LocalDateTime time, Air air) {
        double capacity = 90 + Math.rint(36 * device.trait(1)) * 10;
        double taken = 0.08 + 0.85 * shopping(time) * (0.8 + 0.3 * device.trait(2)) + 0.01 * device.jitter(time);
        return Map.of("capacity", capacity, "free", Math.rint(capacity * (1 - Math.clamp(taken, 0.0, 1.0))));
    }

    /** On Saturday evenings there is music in the square. */
    static Map<String, Double> people(Device device, LocalDateTime time, Air air) {
        boolean music = time.getDayOfWeek() == DayOfWeek.SATURDAY && time.getHour() >= 19 && time.getHour() < 23;
        double wet = air.rain() > 0.2 ? 0.5 : 1;
        double crowd = (130 * shopping(time) + (music ? 260 : 0) + (isMarket(time) ? 90 : 0)) * wet;
        double count = Math.max(0, Math.rint(crowd * (0.4 + device.trait(1)) + 3 * device.jitter(time)));
        double turnover = Math.rint(count * 2.6);
        double growing = Math.rint(30 * (shopping(time.plusMinutes(30)) - shopping(time.minusMinutes(30))));
        return Map.of("count", count, "in", Math.max(0, turnover + growing), "out", Math.max(0, turnover - growing));
    }

    static Map<String, Double> traffic(Device device, LocalDateTime time, Air air) {
        double flow = traffic(time) * (250 + 700 * device.trait(1)) * (1 + 0.05 * device.jitter(time));
        double slowed = air.temperature() < 0 && air.rain() > 0 ? 0.75 : 1;
        return Map.of(
                "vehicles", Math.rint(flow),
                "speed", Numbers.rounded(slowed * (49 - 14 * traffic(time)) + device.jitter(time), 1));
    }

    static Map<String, Double> bicycles(Device device, LocalDateTime time, Air air) {
        double pleasant = Math.clamp((air.temperature() + 4) / 22, 0.08, 1.0) * (air.rain() > 0.2 ? 0.35 : 1);
        double flow = traffic(time) * pleasant * (30 + 110 * device.trait(1)) * (1 + 0.1 * device.jitter(time));
        return Map.of("bicycles", Math.rint(flow));
    }

    static Map<String, Double> noise(Device device, LocalDateTime time, Air air) {
        double level = 44 + 9 * device.trait(1) + 9 * Math.log10(1 + 40 * traffic(time)) + device.jitter(time);
        return Map.of("laeq", Numbers.rounded(level + Math.min(6, air.rain()), 1));
    }

    /** Lessons until one o'clock, windows open in the breaks. */
    static Map<String, Double> roomAir(Device device, LocalDateTime time, Air air) {
        boolean lesson = !isWeekend(time) && time.getHour() >= 8 && time.getHour() < 13;
        double sinceBreak = time.getMinute() / 60.0;
        double co2 = lesson ? 650 + (500 + 700 * device.trait(1)) * sinceBreak : 430 + 60 * device.trait(2);
        double temperature = 19.5 + (lesson ? 1.8 : 0) + 0.12 * Math.max(0, air.temperature() - 18) + device.trait(3);
        return Map.of(
                "co2", Math.rint(co2 + 10 * device.jitter(time)),
                "temperature", Numbers.rounded(temperature, 1),
                "humidity", Numbers.rounded(Math.clamp(28 + 1.1 * air.dewPoint() + (lesson ? 8 : 0), 18.0, 68.0), 1));
    }

    /** Staffed from ten to six, by card until ten in the evening, closed on Sunday and Monday. */
    static Map<String, Double> library(Device device, LocalDateTime time, Air air) {
        boolean openToday = time.getDayOfWeek() != DayOfWeek.SUNDAY && time.getDayOfWeek() != DayOfWeek.MONDAY;
        boolean open = openToday && time.getHour() >= 10 && time.getHour() < 22;
        double full = !open ? 0 : time.getHour() < 18 ? 60 : 9;
        double entered = openToday ? 24 * Math.clamp(time.getHour() + time.getMinute() / 60.0 - 10, 0.0, 12.0) : 0;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("inside", Math.rint(full * (0.6 + 0.4 * shopping(time)) * (0.7 + 0.3 * device.trait(1))));
        values.put("entries", Math.rint(entered));
        values.put("door_open", open && device.jitter(time) > 0.5 ? 1.0 : 0.0);
        return values;
    }

    /** More by day than by night; the counter is the sum of the power. */
    static Map<String, Double> electricity(Device device, LocalDateTime time, Air air) {
        double mean = 4 + 30 * device.trait(1);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("energy", Numbers.rounded(20_000 * device.trait(2) + mean * used(time, 0.6), 2));
        values.put("power", Numbers.rounded(mean * rate(time, 0.6), 2));
        return values;
    }

    /** Some houses use water at night too: they leak. */
    static Map<String, Double> water(Device device, LocalDateTime time, Air air) {
        double mean = 40 + 220 * device.trait(1);
        double swing = device.trait(3) > 0.85 ? 0.3 : 0.95;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("volume", Numbers.rounded(3_000 * device.trait(2) + mean / 1_000 * used(time, swing), 3));
        values.put("flow", Numbers.rounded(mean * rate(time, swing), 1));
        return values;
    }

    static Map<String, Double> mainsPressure(Device device, LocalDateTime time, Air air) {
        double pressure = 4.2 + 1.6 * device.trait(1) - 0.6 * waking(time) + 0.03 * device.jitter(time);
        return Map.of("pressure", Numbers.rounded(pressure, 2));
    }

    /** Around 1: most at one o'clock in the afternoon, least in the night. */
    private static double rate(LocalDateTime time, double swing) {
        return 1 + swing * Math.sin(2 * Math.PI * (hours(time) - 7) / 24);
    }

    /** The sum of the rate since the year 2020, in hours. */
    private static double used(LocalDateTime time, double swing) {
        double hours = (time.getYear() - 2020) * HOURS_OF_A_YEAR + hours(time);
        return hours + swing * 24 / (2 * Math.PI) * (1 - Math.cos(2 * Math.PI * (hours(time) - 7) / 24));
    }

    private static double hours(LocalDateTime time) {
        return (time.getDayOfYear() - 1) * 24 + time.toLocalTime().toSecondOfDay() / 3_600.0;
    }

    private static double at(double[] profile, LocalDateTime time) {
        double now = profile[time.getHour()];
        return now + (profile[(time.getHour() + 1) % 24] - now) * time.getMinute() / 60;
    }

    private static boolean isWeekend(LocalDateTime time) {
        return time.getDayOfWeek().getValue() >= 6;
    }
}
