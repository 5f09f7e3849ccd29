package de.stadtkern.kernel.uploads;

import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** What the pages of the uploads do, for programs with the API key of the municipality. */
@RestController
@RequestMapping("/uploads/api")
class UploadsApi {

    private static final String ONE = "/{id:[0-9]{1,18}}";

    private final Uploads uploads;
    private final Texts texts;

    UploadsApi(Uploads uploads, Texts texts) {
        this.uploads = uploads;
        this.texts = texts;
    }

    @GetMapping
    List<Upload> list() {
        return uploads.list();
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Upload add(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        return show(uploads.add(name(file), content(file)));
    }

    @GetMapping(ONE)
    Upload show(@PathVariable long id) {
        return uploads.get(id);
    }

    /** The fields of the form: {@code {"separator": "SEMICOLON", …, "column-2": 17}}. */
    @PostMapping(ONE + "/layout")
    Upload arrange(@PathVariable long id, @RequestBody JsonNode wish) {
        uploads.arrange(id, field -> wish.path(field).asString(""));
        return show(id);
    }

    @GetMapping(ONE + "/preview")
    Uploads.Check preview(@PathVariable long id) {
        return uploads.check(uploads.get(id));
    }

    @PostMapping(ONE + "/start")
    Upload start(@PathVariable long id) {
        uploads.start(id);
        return show(id);
    }

    @PostMapping(ONE + "/stop")
    Upload stop(@PathVariable long id) {
        uploads.stop(id);
        return show(id);
    }

    @GetMapping(path = ONE + "/refused.csv", produces = "text/csv;charset=UTF-8")
    String refused(@PathVariable long id) {
        return uploads.refused(uploads.get(id), (key, arguments) -> texts.text(Language.ENGLISH, key, arguments));
    }

    static String name(@Nullable MultipartFile file) {
        return file == null || file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    }

    /** Refused before it is read when it is too large. */
    static byte[] content(@Nullable MultipartFile file) throws IOException {
        if (file == null) {
            throw Refusal.badInput("uploads.refusal.empty").at("file");
        }
        Uploads.requireSize(file.getSize());
        return file.getBytes();
    }
}
