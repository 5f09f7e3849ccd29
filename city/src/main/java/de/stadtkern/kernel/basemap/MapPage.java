package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The map of the town alone; without JavaScript as a sheet of tiles with links around it. */
@Controller
class MapPage {

    private final BaseMap map;
    private final Layers layers;

    MapPage(BaseMap map, Layers layers) {
        this.map = map;
        this.layers = layers;
    }

    @Bean
    static NavigationEntry mapNavigation() {
        return new NavigationEntry("/map", "basemap.navigation", null, 15);
    }

    @GetMapping("/map")
    ModelAndView map(Page page, Sheet.Wanted wanted) {
        var offered = layers.list(page.text("basemap.layer.town"));
        return page.view("kernel/basemap/map")
                .addObject("layers", offered)
                .addObject(
                        "sheet",
                        map.findExtract()
                                .map(extract -> Sheet.of(extract.bounds(), offered, wanted))
                                .orElse(null));
    }
}
