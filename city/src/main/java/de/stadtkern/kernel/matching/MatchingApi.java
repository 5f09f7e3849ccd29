package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.streets.Segment;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What the page of the matching does, segment by segment, for programs with an API key that writes. */
@RestController
class MatchingApi {

    private final Matchings matchings;
    private final Access access;

    MatchingApi(Matchings matchings, Access access) {
        this.matchings = matchings;
        this.access = access;
    }

    /**
     * What was driven of a segment in one direction.
     *
     * @param spans in metres from the beginning of the segment's course
     */
    record SegmentAnswer(
            long segmentId,
            boolean along,
            String name,
            Compass towards,
            double lengthMetres,
            double share,
            List<Driven.Span> spans,
            Instant first,
            Instant last,
            int passes) {}

    record GapAnswer(
            Instant from, Instant until, Gap.Reason why, double metres, List<Double> before, List<Double> after) {}

    record OffAnswer(Instant from, Instant until, double metres, List<List<Double>> course) {}

    record Answer(Tally fixes, List<SegmentAnswer> driven, List<GapAnswer> gaps, List<OffAnswer> offNetwork) {}

    @PostMapping(path = "/matching/api", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Answer match(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        access.device();
        Matchings.Result result = matchings.match(MatchingPage.content(file));
        Matched matched = result.matched();
        return new Answer(
                matched.tally(),
                matched.driven().stream()
                        .map(one -> answer(one, result.segment(one)))
                        .toList(),
                matched.gaps().stream().map(MatchingApi::answer).toList(),
                matched.offNetwork().stream().map(MatchingApi::answer).toList());
    }

    private static SegmentAnswer answer(Driven driven, Segment segment) {
        return new SegmentAnswer(
                segment.id(),
                driven.direction().along(),
                segment.name(),
                DrivenStreet.towards(driven, segment),
                segment.lengthMetres(),
                driven.share(segment.lengthMetres()),
                driven.spans(),
                driven.first(),
                driven.last(),
                driven.passes());
    }

    private static GapAnswer answer(Gap gap) {
        return new GapAnswer(
                gap.from(), gap.until(), gap.why(), gap.metres(), lonLat(gap.before()), lonLat(gap.after()));
    }

    private static OffAnswer answer(OffNetwork off) {
        return new OffAnswer(
                off.from(),
                off.until(),
                off.metres(),
                off.fixes().stream().map(MatchingApi::lonLat).toList());
    }

    private static List<Double> lonLat(Fix fix) {
        return List.of(fix.place().lon(), fix.place().lat());
    }
}
