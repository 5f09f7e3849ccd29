package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Plans that keep all limits and plans that do not, each kept good and different: biased fitness and survivor selection
 * of Vidal et al. (2012), "A hybrid genetic algorithm for multidepot and periodic vehicle routing problems".
 */
final class Population {

    static final int SMALLEST = 25;
    private static final int GENERATION = 40;
    private static final int ELITE = 4;
    private static final int CLOSE = 5;

    private final RandomGenerator random;
    private final Part feasible = new Part();
    private final Part infeasible = new Part();

    Population(RandomGenerator random) {
        this.random = random;
    }

    void add(Individual plan) {
        (plan.feasible ? feasible : infeasible).add(plan);
    }

    /** Values the plans that break limits by changed penalties. */
    void price(Penalties penalties) {
        infeasible.members.forEach(member -> member.plan.price(penalties));
        infeasible.members.sort(Comparator.comparingDouble(member -> member.plan.cost));
        infeasible.ranked = false;
    }

    void clear() {
        feasible.members.clear();
        infeasible.members.clear();
    }

    int size() {
        return feasible.members.size() + infeasible.members.size();
    }

    /** The fitter of two plans drawn from both parts. */
    Individual parent() {
        int one = random.nextInt(size());
        int other = random.nextInt(size());
        return fitness(one) < fitness(other) ? member(one) : member(other);
    }

    private Individual member(int index) {
        int border = feasible.members.size();
        return index < border ? feasible.members.get(index).plan : infeasible.members.get(index - border).plan;
    }

    private double fitness(int index) {
        int border = feasible.members.size();
        return index < border ? feasible.fitness(index) : infeasible.fitness(index - border);
    }

    private static final class Member {
        final Individual plan;
        final List<Distance> distances = new ArrayList<>();
        double fitness;

        Member(Individual plan) {
            this.plan = plan;
        }

        double diversity() {
            double sum = 0;
            int counted = Math.min(CLOSE, distances.size());
            for (int index = 0; index < counted; index++) {
                sum += distances.get(index).value;
            }
            return counted == 0 ? 1 : sum / counted;
        }

        boolean cloned() {
            return !distances.isEmpty() && distances.getFirst().value < 1e-9;
        }
    }

    private record Distance(Member to, double value) {}

    /** One part, its members by cost. */
    private static final class Part {
        final List<Member> members = new ArrayList<>();
        boolean ranked;

        void add(Individual plan) {
            Member fresh = new Member(plan);
            for (Member old : members) {
                double distance = plan.distance(old.plan);
                insert(old.distances, new Distance(fresh, distance));
                insert(fresh.distances, new Distance(old, distance));
            }
            int place = 0;
            while (place < members.size() && members.get(place).plan.cost < plan.cost) {
                place++;
            }
            members.add(place, fresh);
            ranked = false;
            if (members.size() > SMALLEST + GENERATION) {
                while (members.size() > SMALLEST) {
                    removeWorst();
                }
            }
        }

        private static void insert(List<Distance> distances, Distance distance) {
            int place = 0;
            while (place < distances.size() && distances.get(place).value < distance.value) {
                place++;
            }
            distances.add(place, distance);
        }

        double fitness(int index) {
            rank();
            return members.get(index).fitness;
        }

        private void rank() {
            if (ranked) {
                return;
            }
            ranked = true;
            int size = members.size();
            Integer[] byDiversity = new Integer[size];
            Arrays.setAll(byDiversity, index -> index);
            double[] diversity = members.stream().mapToDouble(Member::diversity).toArray();
            Arrays.sort(byDiversity, Comparator.comparingDouble(index -> -diversity[index]));
            for (int rank = 0; rank < size; rank++) {
                int costRank = byDiversity[rank];
                double share = size <= ELITE ? 0 : 1 - ELITE / (double) size;
                members.get(costRank).fitness = (costRank + share * rank) / Math.max(1.0, size - 1.0);
            }
        }

        private void removeWorst() {
            rank();
            Member worst = members.getLast();
            boolean cloned = false;
            double fitness = Double.NEGATIVE_INFINITY;
            for (Member member : members.subList(1, members.size())) {
                boolean clone = member.cloned();
                if (clone && !cloned || clone == cloned && member.fitness > fitness) {
                    worst = member;
                    cloned = clone;
                    fitness = member.fitness;
                }
            }
            Member gone = worst;
            members.remove(gone);
            for (Member member : members) {
                member.distances.removeIf(distance -> distance.to == gone);
            }
            ranked = false;
        }
    }
}
