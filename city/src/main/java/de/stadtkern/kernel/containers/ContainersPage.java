package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.containers.ContainerRows.Filter;
import de.stadtkern.kernel.containers.ContainerRows.Listed;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.QrCode;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.portal.TableView;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** All containers as list, map, files and sheet of QR codes. */
@Controller
@RequestMapping("/containers")
class ContainersPage {

    static final String HERE = "/containers";

    private static final int ON_SHEET = 200;

    private final Containers containers;
    private final ContainerRows rows;
    private final ContainerMap map;
    private final PublicAddress address;
    private final PublicPage publicPage;

    ContainersPage(
            Containers containers, ContainerRows rows, ContainerMap map, PublicAddress address, PublicPage publicPage) {
        this.containers = containers;
        this.rows = rows;
        this.map = map;
        this.address = address;
        this.publicPage = publicPage;
    }

    /** A container and the code that leads to its page. */
    record Sticker(Container container, String url, QrCode code) {}

    @Bean
    static NavigationEntry containersEntry() {
        return new NavigationEntry(HERE, "containers.register", Permission.SEE_OPERATIONS, 37);
    }

    @GetMapping
    ModelAndView list(Page page) {
        Rows<Listed> found = containers.rows(filter(page));
        long count = found.count(all(page, 0));
        TableView table = table(page, count > ContainerMap.MOST).show(page, found);
        String query = page.here(Map.of()).replaceFirst("^[^?]*", "");
        return page.view("kernel/containers/containers")
                .addObject("filter", new Form(page.query(), Map.of(), HttpStatus.OK))
                .addObject("containers", table)
                .addObject("query", query)
                .addObject("clustered", count > ContainerMap.MOST)
                .addObject("part", !page.parameter("part").isEmpty())
                .addObject("kinds", withAll(page, "kind", Kind.values()))
                .addObject("fractions", withAll(page, "fraction", Fraction.values()))
                .addObject("mayKeep", !containers.listKept().isEmpty());
    }

    /** The same containers as in the list. */
    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page) {
        return map.features(page, filter(page), all(page, ContainerMap.MOST));
    }

    @GetMapping("/codes")
    ModelAndView codes(Page page) {
        List<Sticker> stickers = wanted(page, ON_SHEET).stream()
                .map(Listed::container)
                .map(one -> {
                    String url = address.get() + publicPage.path(one);
                    return new Sticker(one, url, QrCode.of(url));
                })
                .toList();
        return page.view("kernel/containers/codes")
                .addObject("stickers", stickers)
                .addObject("most", ON_SHEET);
    }

    /** Of the municipalities whose containers the signed-in person keeps, as the import reads it again. */
    @GetMapping("/containers.csv")
    ResponseEntity<String> csv() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"containers.csv\"")
                .body(ContainerFile.write(kept()));
    }

    @GetMapping(path = "/containers.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection geoJson() {
        return Feature.Collection.of(kept().stream()
                .map(one -> {
                    Form form = ContainerFields.of(one);
                    Map<String, Object> fields = new LinkedHashMap<>();
                    ContainerFields.FIELDS.forEach(field -> fields.put(field, form.value(field)));
                    return Feature.point(one.position(), fields);
                })
                .toList());
    }

    private List<Container> kept() {
        containers.listReadable();
        return containers.listKept().stream()
                .sorted()
                .flatMap(municipality -> rows.list(municipality).stream())
                .toList();
    }

    private List<Listed> wanted(Page page, int most) {
        return containers.rows(filter(page)).list(all(page, most));
    }

    private static TableQuery all(Page page, int most) {
        return new TableQuery(page.parameter("containers-q").strip(), "name", false, most, 0);
    }

    private Filter filter(Page page) {
        return new Filter(
                containers.listReadable(),
                page.parameter("kind"),
                page.parameter("fraction"),
                page.parameter("full").equals("true"),
                Part.of(page.parameter("part")));
    }

    private Table<Listed> table(Page page, boolean clustered) {
        return Table.<Listed>named("containers")
                .column(
                        "name",
                        "containers.name",
                        one -> Cell.link(
                                        page.url(HERE + "/" + one.container().id()),
                                        one.container().name())
                                .note(page.text("containers.kind."
                                                + one.container().kind()) + ", "
                                        + page.text("containers.fraction."
                                                + one.container().fraction())))
                .column(
                        "place",
                        "containers.place",
                        one -> Cell.text(one.container().place()))
                .column("level", "containers.level", one -> LevelWording.cell(page, one.level()))
                .column("age", "containers.age", one -> Cell.age(one.level().at()))
                .column(
                        "litres",
                        "containers.litres",
                        one -> Cell.number(one.container().litres(), 0, "l"))
                .fixedColumn(
                        "map",
                        "portal.map",
                        one -> Cell.link(onMap(page, one.container(), clustered), page.text("portal.map.show")))
                .sortedBy("name");
    }

    /** Where it stands on the map; when others stand for it there, on one of what is near it. */
    private static String onMap(Page page, Container container, boolean clustered) {
        Map<String, String> near =
                Map.of("part", Part.around(container.position()).text(), "containers-page", "");
        return (clustered ? page.here(near) : "") + "#map-container-" + container.id();
    }

    private static List<Choice> withAll(Page page, String what, Enum<?>... values) {
        return Stream.concat(
                        Stream.of(new Choice("", page.text("containers.all"))), choices(page, what, values).stream())
                .toList();
    }

    static List<Choice> choices(Page page, String what, Enum<?>... values) {
        return Arrays.stream(values)
                .map(one -> new Choice(one.name(), page.text("containers." + what + "." + one.name())))
                .toList();
    }

    static List<Choice> municipalities(Municipalities municipalities, Collection<Long> of) {
        return of.stream()
                .sorted()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
    }
}
