package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.Step.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do along a way: a step where one turns, where the street gets another name, and at roundabouts. */
final class Directions {

    private static final double STRAIGHT = 30;
    private static final double BEND = 60;
    private static final double SLIGHT = 50;
    private static final double SHARP = 120;

    private final Net net;
    private final Costs costs;
    private final Search.Way way;
    private final List<Step> steps = new ArrayList<>();

    private Turn turn = Turn.DEPART;
    private Position position;
    private String street;
    private int exit;
    private long centis;
    private long centimetres;

    Directions(Net net, Costs costs, Search.Way way) {
        this.net = net;
        this.costs = costs;
        this.way = way;
        this.position = Courses.part(net, way, 0).getFirst();
        this.street = net.street(way.keys().getFirst());
    }

    /** All steps; the last one tells of the arrival, or that this is a place on the way. */
    List<Step> steps(boolean arrives) {
        List<Integer> keys = way.keys();
        drive(0);
        for (int i = 1; i < keys.size(); i++) {
            int in = keys.get(i - 1);
            int out = keys.get(i);
            Turn next = turn(in, out);
            if (next != null) {
                begin(next, net.position(net.tail(out)), net.street(out));
            }
            if (turn == Turn.ROUNDABOUT && net.isRoundabout(in)) {
                exit += hasExit(in) ? 1 : 0;
                street = net.isRoundabout(out) ? street : net.street(out);
            }
            centis += costs.turn(in, out);
            drive(i);
        }
        begin(
                arrives ? Turn.ARRIVE : Turn.VIA,
                Courses.part(net, way, keys.size() - 1).getLast(),
                street);
        begin(Turn.DEPART, position, "");
        return steps;
    }

    private void begin(Turn next, Position where, String on) {
        steps.add(new Step(turn, position, street, exit, centimetres / 100.0, centis / 100.0));
        turn = next;
        position = where;
        street = on;
        exit = 0;
        centis = 0;
        centimetres = 0;
    }

    private void drive(int number) {
        int key = way.keys().get(number);
        int time = costs.time[key];
        int length = net.centimetres[key >> 1];
        boolean last = number == way.keys().size() - 1;
        centis += (last ? way.to().before(time) : time)
                - (number == 0 ? way.from().before(time) : 0);
        centimetres += (last ? way.to().before(length) : length)
                - (number == 0 ? way.from().before(length) : 0);
    }

    private @Nullable Turn turn(int in, int out) {
        if (net.isRoundabout(out)) {
            return net.isRoundabout(in) ? null : Turn.ROUNDABOUT;
        }
        if (net.isRoundabout(in)) {
            return null;
        }
        if (in >> 1 == out >> 1) {
            return Turn.U_TURN;
        }
        double angle = net.angle(in, out);
        boolean renamed = !net.street(in).equals(net.street(out));
        boolean choice = choices(in) > 1;
        if (choice && (Math.abs(angle) > BEND || renamed && Math.abs(angle) > STRAIGHT)) {
            return side(angle);
        }
        return renamed && !net.street(out).isEmpty() ? Turn.STRAIGHT : null;
    }

    private static Turn side(double angle) {
        boolean right = angle > 0;
        if (Math.abs(angle) < SLIGHT) {
            return right ? Turn.SLIGHT_RIGHT : Turn.SLIGHT_LEFT;
        }
        if (Math.abs(angle) > SHARP) {
            return right ? Turn.SHARP_RIGHT : Turn.SHARP_LEFT;
        }
        return right ? Turn.RIGHT : Turn.LEFT;
    }

    private int choices(int in) {
        int choices = 0;
        int node = net.head[in];
        for (int at = net.first[node]; at < net.first[node + 1]; at++) {
            choices += net.out[at] != (in ^ 1) && costs.passable(net.out[at]) ? 1 : 0;
        }
        return choices;
    }

    private boolean hasExit(int in) {
        int node = net.head[in];
        for (int at = net.first[node]; at < net.first[node + 1]; at++) {
            if (!net.isRoundabout(net.out[at]) && costs.passable(net.out[at])) {
                return true;
            }
        }
        return false;
    }
}
