package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Feature;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What the page of the registers does, for programs. */
@RestController
@RequestMapping("/addresses/registers/api")
class RegistersApi {

    private static final String ONE = "/{id:[0-9]{1,18}}";

    private final Registers registers;

    RegistersApi(Registers registers) {
        this.registers = registers;
    }

    @GetMapping
    List<Register> list() {
        return registers.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Register put(
            @RequestParam(defaultValue = "") String name, @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        return registers.put(name, name(file), content(file));
    }

    /** In the form in which it can be brought again. */
    @GetMapping(path = ONE, produces = "application/geo+json")
    Feature.Collection show(@PathVariable long id) {
        return Feature.Collection.of(registers.entries(registers.get(id)).stream()
                .map(entry -> Feature.point(entry.position(), Map.of("name", entry.name(), "address", entry.address())))
                .toList());
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        registers.remove(id);
    }

    static String name(@Nullable MultipartFile file) {
        return file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), "");
    }

    static byte[] content(@Nullable MultipartFile file) throws IOException {
        return file == null ? new byte[0] : file.getBytes();
    }
}
