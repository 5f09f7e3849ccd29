package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The registers of a municipality: what there is, and a form for another. */
@Controller
@RequestMapping("/addresses/registers")
class RegistersPage {

    private static final String HERE = "/addresses/registers";

    private final Registers registers;

    RegistersPage(Registers registers) {
        this.registers = registers;
    }

    @Bean
    static NavigationEntry registersNavigation() {
        return new NavigationEntry(HERE, "addresses.registers", Permission.ADMINISTER, 87);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping
    ModelAndView put(Page page, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        try {
            Register register = registers.put(form.value("name"), RegistersApi.name(file), RegistersApi.content(file));
            return page.redirect(HERE, "addresses.put", register.name(), register.entries());
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/{id:[0-9]{1,18}}/remove")
    ModelAndView remove(Page page, @PathVariable long id) {
        return page.redirect(HERE, "addresses.removed", registers.remove(id).name());
    }

    private ModelAndView view(Page page, Form form) {
        return page.view("kernel/addresses/registers", form)
                .addObject("registers", registers.list())
                .addObject("most", RegisterFile.MOST_ENTRIES);
    }
}
