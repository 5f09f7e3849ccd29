package de.stadtkern.kernel.monitoring;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.monitoring.Settings.Setting;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows administrators with which settings the program runs, without secrets. */
@Controller
class SettingsPage {

    private static final int ALL = 200;

    private final Settings settings;
    private final Access access;

    SettingsPage(Settings settings, Access access) {
        this.settings = settings;
        this.access = access;
    }

    @Bean
    static NavigationEntry settingsEntry() {
        return new NavigationEntry("/administration/settings", "monitoring.settings", Permission.ADMINISTER, 95);
    }

    @GetMapping("/administration/settings")
    ModelAndView show(Page page) {
        access.requireAnywhere(Permission.ADMINISTER);
        return page.view("kernel/monitoring/settings")
                .addObject("settings", table(page).show(page, settings.list()));
    }

    private static Table<Setting> table(Page page) {
        return Table.<Setting>named("settings")
                .column("key", "monitoring.setting.key", setting -> Cell.text(setting.key()))
                .column("value", "monitoring.setting.value", setting -> value(page, setting))
                .column(
                        "source",
                        "monitoring.setting.source",
                        setting -> Cell.text(page.text("monitoring.source." + setting.source())))
                .column("builtIn", "monitoring.setting.built-in", setting -> Cell.text(setting.builtIn()))
                .fixedColumn("meaning", "monitoring.setting.meaning", setting -> Cell.text(setting.meaning()))
                .sortedBy("key")
                .rowsPerPage(ALL);
    }

    private static Cell value(Page page, Setting setting) {
        if (setting.secret()) {
            return Cell.text(page.text("monitoring.setting.secret"));
        }
        return Cell.text(Objects.requireNonNullElseGet(setting.value(), () -> page.text("monitoring.setting.none")));
    }
}
