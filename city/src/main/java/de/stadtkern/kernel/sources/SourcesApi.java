package de.stadtkern.kernel.sources;

import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the pages of the sources do, for programs. */
@RestController
@RequestMapping("/administration/sources/api")
class SourcesApi {

    private final Sources sources;

    SourcesApi(Sources sources) {
        this.sources = sources;
    }

    @GetMapping
    List<Source> list() {
        return sources.list();
    }

    @GetMapping("/{id:[0-9]+}")
    Source show(@PathVariable long id) {
        return sources.get(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Source add(@RequestBody JsonNode source) {
        return sources.add(fields(source));
    }

    @PutMapping("/{id:[0-9]+}")
    Source change(@PathVariable long id, @RequestBody JsonNode source) {
        return sources.change(id, fields(source));
    }

    @PostMapping("/{id:[0-9]+}/fetch")
    Source fetch(@PathVariable long id) {
        return sources.fetchNow(id);
    }

    @DeleteMapping("/{id:[0-9]+}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id) {
        sources.delete(id);
    }

    private static UnaryOperator<String> fields(JsonNode source) {
        return field -> source.path(field).asString("");
    }
}
