package de.stadtkern.services.reporting;

import de.stadtkern.kernel.reports.ReportLinks;
import org.springframework.stereotype.Component;

/** Where the pages of this room are. */
@Component
class ReportPaths implements ReportLinks {

    static final String HERE = "/reports";
    static final String NUMBER = "/{number:[0-9]{1,18}}";
    static final String TOKEN = "/{token:[A-Za-z0-9_-]{1,80}}";

    @Override
    public String report(long number) {
        return HERE + "/" + number;
    }

    @Override
    public String photo(long id) {
        return HERE + "/photos/" + id + ".jpg";
    }

    @Override
    public String mine() {
        return HERE + "/mine";
    }

    @Override
    public String confirm(String token) {
        return HERE + "/confirm/" + token;
    }

    @Override
    public String unfollow(String token) {
        return HERE + "/unfollow/" + token;
    }
}
