package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The crew's pages: the orders, and one order with its streets, to be marked started and done. */
@Controller
@RequestMapping("/operations/orders")
class OrderPage {

    /** What the crew says of an order. */
    enum Step {
        START,
        FINISH
    }

    private final WorkOrders orders;
    private final Access access;

    OrderPage(WorkOrders orders, Access access) {
        this.orders = orders;
        this.access = access;
    }

    @Bean
    static NavigationEntry ordersEntry() {
        return new NavigationEntry("/operations/orders", "operations.orders", Permission.CARRY_OUT_ORDERS, 30);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return page.view("kernel/operations/orders").addObject("orders", orders.listUndone());
    }

    @GetMapping("/{id}")
    ModelAndView show(Page page, @PathVariable long id) {
        WorkOrder order = orders.get(id);
        return page.view("kernel/operations/order")
                .addObject("order", order)
                .addObject(
                        "mayCarryOut",
                        access.allows(
                                Permission.CARRY_OUT_ORDERS, order.decision().municipalityId()));
    }

    @GetMapping(path = "/{id}/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long id) {
        return Feature.Collection.of(OrderMap.features(orders.get(id), page));
    }

    @PostMapping("/{id}")
    String mark(@PathVariable long id, @RequestParam Step step) {
        switch (step) {
            case START -> orders.start(id);
            case FINISH -> orders.finish(id);
        }
        return "redirect:/operations/orders/" + id;
    }
}
