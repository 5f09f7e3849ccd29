package de.stadtkern.kernel.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * The messages of a page, and the place for one that the next page is to show after a redirect.
 *
 * @param next what Spring carries over a redirect
 */
public record Notices(List<Notice> shown, Map<String, Object> next) {

    private static final String ATTRIBUTE = "notice";

    static Notices of(HttpServletRequest request) {
        Map<String, ?> last = RequestContextUtils.getInputFlashMap(request);
        List<Notice> shown = last != null && last.get(ATTRIBUTE) instanceof Notice notice ? List.of(notice) : List.of();
        FlashMap next = RequestContextUtils.getOutputFlashMap(request);
        return new Notices(shown, next == null ? new FlashMap() : next);
    }

    void onNextPage(Notice notice) {
        next.put(ATTRIBUTE, notice);
    }
}
