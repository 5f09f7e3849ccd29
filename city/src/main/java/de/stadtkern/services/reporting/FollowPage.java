package de.stadtkern.services.reporting;

import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.ReportFollowers;
import de.stadtkern.kernel.reports.Reports;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** "Me too", following and no longer following, and what somebody reported or follows. Opening a link changes nothing. */
@Controller
@RequestMapping(ReportPaths.HERE)
class FollowPage {

    private final Reports reports;
    private final PublicReports publicly;
    private final ReportFollowers followers;
    private final ReportsPage pages;
    private final ReportLimit limit;

    FollowPage(
            Reports reports, PublicReports publicly, ReportFollowers followers, ReportsPage pages, ReportLimit limit) {
        this.reports = reports;
        this.publicly = publicly;
        this.followers = followers;
        this.pages = pages;
        this.limit = limit;
    }

    @PostMapping(ReportPaths.NUMBER + "/me-too")
    ModelAndView meToo(Page page, @PathVariable long number, Form form, HttpServletRequest request) {
        limit.admit(request.getRemoteAddr());
        Person person = page.person();
        String voter = form.value("voter");
        if (person == null && !voter.matches("[A-Za-z0-9-]{20,60}")) {
            throw Refusal.badInput("reporting.refusal.token");
        }
        reports.meToo(number, person == null ? voter : "person " + person.id());
        return page.redirect(ReportPaths.HERE + "/" + number, "reporting.me-too.done");
    }

    @PostMapping(ReportPaths.NUMBER + "/follow")
    ModelAndView follow(Page page, @PathVariable long number, Form form, HttpServletRequest request) {
        limit.admit(request.getRemoteAddr());
        String path = ReportPaths.HERE + "/" + number;
        if (page.person() != null) {
            followers.follow(number, page.language());
            return page.redirect(path, "reporting.follow.done");
        }
        try {
            followers.followByMail(number, form.value("mail"), page.language());
            return page.redirect(path, "reporting.follow.confirm");
        } catch (Refusal refusal) {
            return pages.view(page, number, form.refused(refusal, page));
        }
    }

    @PostMapping(ReportPaths.NUMBER + "/unfollow")
    ModelAndView unfollow(Page page, @PathVariable long number) {
        followers.unfollow(number);
        return page.redirect(ReportPaths.HERE + "/mine", "reporting.unfollow.done");
    }

    @GetMapping("/mine")
    ModelAndView mine(Page page) {
        if (page.person() == null) {
            return new ModelAndView("redirect:/sign-in");
        }
        Map<Report, Boolean> own = new LinkedHashMap<>();
        reports.listMine()
                .forEach(one -> own.put(one, publicly.find(one.number()).isPresent()));
        return page.view("services/reporting/mine")
                .addObject("own", own)
                .addObject(
                        "followed",
                        followers.listFollowed().stream()
                                .flatMap(number -> publicly.find(number).stream())
                                .toList());
    }

    @GetMapping("/confirm" + ReportPaths.TOKEN)
    ModelAndView askToConfirm(Page page, @PathVariable String token) {
        return ask(page, token, "confirm");
    }

    @PostMapping("/confirm" + ReportPaths.TOKEN)
    ModelAndView confirm(Page page, @PathVariable String token) {
        long number = followers.confirm(token);
        String path = publicly.find(number).isPresent() ? ReportPaths.HERE + "/" + number : ReportPaths.HERE;
        return page.redirect(path, "reporting.confirm.done", Long.toString(number));
    }

    @GetMapping("/unfollow" + ReportPaths.TOKEN)
    ModelAndView askToUnfollow(Page page, @PathVariable String token) {
        return ask(page, token, "unfollow");
    }

    @PostMapping("/unfollow" + ReportPaths.TOKEN)
    ModelAndView unfollow(Page page, @PathVariable String token) {
        followers.unfollow(token);
        return page.redirect(ReportPaths.HERE, "reporting.unfollow.done");
    }

    private ModelAndView ask(Page page, String token, String what) {
        long number = followers.findReport(token).orElseThrow(() -> Refusal.notFound("reports.refusal.token"));
        return page.view("services/reporting/ask")
                .addObject("number", number)
                .addObject("token", token)
                .addObject("what", what);
    }
}
