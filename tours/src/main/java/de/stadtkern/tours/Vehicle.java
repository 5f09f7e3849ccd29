package de.stadtkern.tours;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A vehicle, or several alike. Begin with {@link #at} and add what applies.
 *
 * @param id the caller's name for it, unique within a problem
 * @param count how many of them there are, at least 1
 * @param start node where it is at the beginning
 * @param end node where it must end; empty when it may end anywhere
 * @param capacity how much it can take, one number per dimension; missing dimensions are unlimited
 * @param rates what it costs
 * @param shift when it may be out
 * @param skills what it can do
 * @param told ids of the tasks the driver was already told to serve first, in this order
 */
public record Vehicle(
        long id,
        int count,
        int start,
        OptionalInt end,
        List<Double> capacity,
        Rates rates,
        Shift shift,
        Set<String> skills,
        List<Long> told) {

    public Vehicle {
        if (count < 1) {
            throw new IllegalArgumentException("count of vehicle " + id + " must be at least 1, but is " + count);
        }
        capacity = Numbers.amounts(capacity, "capacity of vehicle " + id);
        skills = Set.copyOf(skills);
        told = List.copyOf(told);
        if (count > 1 && !told.isEmpty()) {
            throw new IllegalArgumentException(
                    "vehicle " + id + " stands for " + count + ", so nothing can be told to it");
        }
    }

    /** One vehicle that begins and ends at a depot and costs the distance it drives. */
    public static Vehicle at(long id, int depot) {
        return new Vehicle(
                id, 1, depot, OptionalInt.of(depot), List.of(), Rates.DISTANCE, Shift.UNLIMITED, Set.of(), List.of());
    }

    /** As many alike. */
    public Vehicle times(int number) {
        return new Vehicle(id, number, start, end, capacity, rates, shift, skills, told);
    }

    /** Ends at this node. */
    public Vehicle endingAt(int node) {
        return new Vehicle(id, count, start, OptionalInt.of(node), capacity, rates, shift, skills, told);
    }

    /** Ends where its last task ends. */
    public Vehicle open() {
        return new Vehicle(id, count, start, OptionalInt.empty(), capacity, rates, shift, skills, told);
    }

    /** Can take this much, in each dimension. */
    public Vehicle withCapacity(double... amounts) {
        List<Double> capacities = Arrays.stream(amounts).boxed().toList();
        return new Vehicle(id, count, start, end, capacities, rates, shift, skills, told);
    }

    /** Costs this much. */
    public Vehicle withRates(double fixed, double perDistance, double perSecond) {
        return new Vehicle(
                id, count, start, end, capacity, new Rates(fixed, perDistance, perSecond), shift, skills, told);
    }

    /** Leaves not before the begin and is back by the end. */
    public Vehicle withHours(double begin, double finish) {
        Shift hours = new Shift(new Window(begin, finish), shift.longest(), shift.breaks());
        return new Vehicle(id, count, start, end, capacity, rates, hours, skills, told);
    }

    /** Is out for at most this long. */
    public Vehicle withLongest(double seconds) {
        Shift longest = new Shift(shift.hours(), seconds, shift.breaks());
        return new Vehicle(id, count, start, end, capacity, rates, longest, skills, told);
    }

    /** Its driver takes these rests. */
    public Vehicle withBreaks(Break... rests) {
        Shift rested = new Shift(shift.hours(), shift.longest(), List.of(rests));
        return new Vehicle(id, count, start, end, capacity, rates, rested, skills, told);
    }

    /** Can do these things. */
    public Vehicle able(String... abilities) {
        return new Vehicle(id, count, start, end, capacity, rates, shift, Set.of(abilities), told);
    }

    /** Its driver was told to serve these tasks first. */
    public Vehicle telling(Long... tasks) {
        return new Vehicle(id, count, start, end, capacity, rates, shift, skills, List.of(tasks));
    }
}
