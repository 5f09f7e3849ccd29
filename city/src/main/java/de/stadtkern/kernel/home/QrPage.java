package de.stadtkern.kernel.home;

import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.QrCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Any page of the town as a QR code, for doors, posters and machines. */
@Controller
class QrPage {

    private final PublicAddress address;

    QrPage(PublicAddress address) {
        this.address = address;
    }

    @GetMapping("/qr")
    ModelAndView show(Page page, @RequestParam(defaultValue = "/") String path) {
        String whole = address.get() + page.url(OwnPath.require(path));
        return page.view("kernel/home/qr").addObject("address", whole).addObject("code", QrCode.of(whole));
    }
}
