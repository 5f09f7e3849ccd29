package de.stadtkern.kernel.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;

/** Sets up containers through the pages, as an officer does. */
public record Bins(MockMvc http, JdbcClient jdbc) {

    /** A container as the tests need it. */
    public record Bin(long id, String code, String name) {}

    public static String unique(String word) {
        return word + "-" + UUID.randomUUID();
    }

    /** @param more fields that are other than usual */
    public Bin add(UserDetails by, Map<String, String> more) throws Exception {
        Map<String, String> form = form(unique("PK"));
        form.putAll(more);
        MockHttpServletResponse answer = act("/containers/new", form, by);
        assertThat(answer.getStatus())
                .as(answer.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(302);
        return jdbc.sql("select id, code, name from container where name = :name")
                .param("name", form.get("name"))
                .query((rs, n) -> new Bin(rs.getLong("id"), rs.getString("code"), rs.getString("name")))
                .single();
    }

    public static Map<String, String> form(String name) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("name", name);
        form.put("kind", "LITTER_BIN");
        form.put("fraction", "RESIDUAL");
        form.put("place", "Rathausplatz");
        form.put("lon", "7,769");
        form.put("lat", "49,4447");
        form.put("litres", "120");
        form.put("listed", "true");
        form.put("reason", "neu aufgestellt");
        return form;
    }

    public MockHttpServletResponse act(String path, Map<String, String> fields, UserDetails by) throws Exception {
        var request = post(path).with(csrf()).with(user(by));
        fields.forEach(request::param);
        return http.perform(request).andReturn().getResponse();
    }

    public MockHttpServletResponse upload(
            String path, String field, String content, Map<String, String> fields, UserDetails by) throws Exception {
        MockMultipartHttpServletRequestBuilder request = multipart(path);
        request.file(new MockMultipartFile(field, "datei", "text/plain", content.getBytes(StandardCharsets.UTF_8)));
        request.with(csrf()).with(user(by));
        fields.forEach(request::param);
        return http.perform(request).andReturn().getResponse();
    }

    public String page(String path, UserDetails by) throws Exception {
        return http.perform(get(path).with(user(by)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
