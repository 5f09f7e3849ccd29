package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.identity.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The telematics of vehicles by HTTP, with the API key of the municipality. 200 means: committed. */
@RestController
class TracksApi {

    private final VehicleFixes fixes;
    private final Access access;

    TracksApi(VehicleFixes fixes, Access access) {
        this.fixes = fixes;
        this.access = access;
    }

    @PostMapping(path = "/tracks/api/vehicles/{telematics}/fixes", consumes = "application/json")
    VehicleFixes.Taken take(@PathVariable String telematics, HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(FixFormat.MOST_BYTES + 1);
        return VehicleFixes.await(fixes.take(access.device().municipalityId(), telematics, body, false));
    }
}
