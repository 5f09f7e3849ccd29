package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Names;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.kernel.reports.ReportCategory.Targets;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One category: its names, within how many days, how near the same may be. Its code stays. */
@Controller
@RequestMapping(ReportRulesPage.HERE + "/categories")
class ReportCategoryPage {

    private static final String ONE = "/{category:[0-9]{1,18}}";

    private final ReportCategories categories;
    private final DeskTowns towns;
    private final Access access;

    ReportCategoryPage(ReportCategories categories, DeskTowns towns, Access access) {
        this.categories = categories;
        this.towns = towns;
        this.access = access;
    }

    @GetMapping("/new")
    ModelAndView blank(Page page, Form asked) {
        long town = towns.choose(asked.value("municipality"), Permission.KEEP_REPORT_RULES);
        return view(
                page,
                0,
                town,
                Form.blank()
                        .with("active", true)
                        .with("inPublic", true)
                        .with("similarMetres", 30)
                        .with("answerDays", 3)
                        .with("solutionDays", 14));
    }

    @PostMapping("/new")
    ModelAndView add(Page page, Form form) {
        long town = towns.choose(form.value("municipality"), Permission.KEEP_REPORT_RULES);
        return save(page, 0, town, "[]", form.value("code").strip(), form);
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long category) {
        ReportCategory one = get(category);
        return view(
                page,
                category,
                one.municipalityId(),
                Form.blank()
                        .with("code", one.code())
                        .with("german", one.names().german())
                        .with("english", one.names().english())
                        .with("easy", one.names().easy())
                        .with("group", one.group())
                        .with("keywords", String.join(", ", one.keywords()))
                        .with("active", one.active())
                        .with("inPublic", one.inPublic())
                        .with("needsWork", one.needsWork())
                        .with("similarMetres", one.similarMetres())
                        .with("answerDays", one.targets().answerDays())
                        .with("solutionDays", one.targets().solutionDays()));
    }

    @PostMapping(ONE)
    ModelAndView change(Page page, @PathVariable long category, Form form) {
        ReportCategory before = get(category);
        return save(page, category, before.municipalityId(), before.attributes(), before.code(), form);
    }

    private ReportCategory get(long id) {
        ReportCategory category = categories.get(id);
        access.require(Permission.KEEP_REPORT_RULES, category.municipalityId());
        return category;
    }

    private ModelAndView save(Page page, long id, long town, String attributes, String code, Form form) {
        try {
            List<String> keywords = Arrays.stream(form.value("keywords").split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList();
            categories.save(new ReportCategory(
                    id,
                    town,
                    code,
                    form.value("group"),
                    new Names(form.value("german"), form.value("english"), form.value("easy")),
                    keywords,
                    form.value("active").equals("true"),
                    form.value("inPublic").equals("true"),
                    number(form, "similarMetres"),
                    new Targets(number(form, "answerDays"), number(form, "solutionDays")),
                    form.value("needsWork").equals("true"),
                    attributes));
            return page.redirect(
                    ReportRulesPage.HERE + "?municipality=" + town, "reportdesk.category.saved", form.value("german"));
        } catch (Refusal refusal) {
            Refusal named = refusal.field().equals("name") ? refusal.at("german") : refusal;
            return view(page, id, town, form.with("code", code).refused(named, page));
        }
    }

    private static int number(Form form, String field) {
        String typed = form.value(field).strip();
        if (!typed.matches("\\d{1,6}")) {
            throw Refusal.badInput("reportdesk.refusal.number", typed).at(field);
        }
        return Integer.parseInt(typed);
    }

    private static ModelAndView view(Page page, long id, long town, Form form) {
        return page.view("services/reportdesk/category", form.with("municipality", town))
                .addObject("id", id);
    }
}
