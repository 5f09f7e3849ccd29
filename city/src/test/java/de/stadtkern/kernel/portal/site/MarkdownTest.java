package de.stadtkern.kernel.portal.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void headingsStandBelowThatOfThePage() {
        assertThat(Markdown.html("# Kontakt")).contains("<h2>Kontakt</h2>");
    }

    @Test
    void htmlIsShownNotRun() {
        assertThat(Markdown.html("<script>alert(1)</script> und <b onclick=x>so</b>"))
                .doesNotContain("<script", "<b ")
                .contains("&lt;script&gt;");
    }

    @Test
    void onlyHarmlessAddressesBecomeLinks() {
        assertThat(Markdown.html("[x](javascript:alert(1)) [y](https://example.org) [z](/site/feedback)"))
                .doesNotContain("javascript")
                .contains("href=\"https://example.org\"", "href=\"/site/feedback\"");
    }

    @Test
    void picturesBecomeTheirDescription() {
        assertThat(Markdown.html("![Das Rathaus](https://example.org/a.png)"))
                .doesNotContain("<img")
                .contains("Das Rathaus");
    }
}
