package de.stadtkern.tours;

import java.util.Comparator;
import java.util.List;

/** How long driving takes at a time of day; who leaves later never arrives earlier (Ichoua, Gendreau and Potvin 2003). */
final class RushHours {

    private final double[] begin;
    private final double[] end;
    private final double[] factor;

    RushHours(List<Rush> rushes) {
        List<Rush> sorted = rushes.stream()
                .sorted(Comparator.comparingDouble(rush -> rush.hours().begin()))
                .toList();
        begin = sorted.stream().mapToDouble(rush -> rush.hours().begin()).toArray();
        end = sorted.stream().mapToDouble(rush -> rush.hours().end()).toArray();
        factor = sorted.stream().mapToDouble(Rush::factor).toArray();
    }

    boolean any() {
        return begin.length > 0;
    }

    double seconds(double departure, double usual) {
        double left = usual;
        double now = departure;
        for (int rush = 0; rush < begin.length && left > 0; rush++) {
            if (now >= end[rush]) {
                continue;
            }
            double before = Math.max(0, begin[rush] - now);
            if (before >= left) {
                break;
            }
            now += before;
            left -= before;
            double within = Math.min(left, (end[rush] - now) / factor[rush]);
            now += within * factor[rush];
            left -= within;
        }
        return now + left - departure;
    }
}
