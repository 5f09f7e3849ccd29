package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.ContainerRows.Cluster;
import de.stadtkern.kernel.containers.ContainerRows.Filter;
import de.stadtkern.kernel.containers.ContainerRows.Listed;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.TableQuery;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Containers on a map; where they are many, those that stand near each other as one, which leads to them. */
@Component
class ContainerMap {

    /** So many stand on a map one by one. */
    static final int MOST = 500;

    private final Containers containers;
    private final ContainerRows rows;

    ContainerMap(Containers containers, ContainerRows rows) {
        this.containers = containers;
        this.rows = rows;
    }

    Feature.Collection features(Page page, Filter filter, TableQuery wanted) {
        return Feature.Collection.of(
                rows.count(filter, wanted) <= MOST
                        ? containers.rows(filter).list(wanted).stream()
                                .map(one -> feature(page, one))
                                .toList()
                        : rows.clusters(filter, wanted).stream()
                                .map(one -> feature(page, one))
                                .toList());
    }

    private static Feature feature(Page page, Listed one) {
        Container container = one.container();
        return Feature.point(
                container.position(),
                Map.of(
                        "id",
                        "container-" + container.id(),
                        "state",
                        LevelWording.mark(one.level()).key(),
                        "href",
                        page.url(ContainersPage.HERE + "/" + container.id()),
                        "label",
                        container.name() + ": " + LevelWording.text(page, one.level())));
    }

    private static Feature feature(Page page, Cluster cluster) {
        return Feature.point(
                cluster.middle(),
                Map.of(
                        "id",
                        "part-" + cluster.part().text(),
                        "state",
                        (cluster.full() > 0 ? Mark.WARNING : Mark.OK).key(),
                        "href",
                        page.here(Map.of("part", cluster.part().text(), "containers-page", ""))
                                .replace("/map.geojson", ""),
                        "label",
                        page.text("containers.map.cluster", cluster.count(), cluster.full())));
    }
}
