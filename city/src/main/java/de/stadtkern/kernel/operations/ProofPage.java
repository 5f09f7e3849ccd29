package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** A proof as page, as sheet for the file (PDF) and on the map. */
@Controller
@RequestMapping("/operations/proofs/{id:[0-9]+}")
class ProofPage {

    private final Proofs proofs;

    ProofPage(Proofs proofs) {
        this.proofs = proofs;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, proofs.get(id), Form.blank());
    }

    @PostMapping
    ModelAndView correct(Page page, @PathVariable long id, Form form) {
        try {
            proofs.correct(id, form.value("reason"), form.value("text"));
            return page.redirect("/operations/proofs/" + id, "operations.correct.done");
        } catch (Refusal refusal) {
            return view(page, proofs.get(id), form.refused(refusal, page));
        }
    }

    @GetMapping("/sheet.pdf")
    ResponseEntity<byte[]> sheet(Page page, @PathVariable long id) {
        Proof proof = proofs.get(id);
        String name = page.text("operations.proof.file", id) + ".pdf";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(new ProofSheet(proof, proofs.corrections(proof), page).pdf());
    }

    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(@PathVariable long id) {
        Proof.Work work = proofs.get(id).content().work();
        List<ProvenStreet> streets = work == null ? List.of() : work.streets();
        return Feature.Collection.of(streets.stream()
                .map(one ->
                        Feature.line(one.course(), Map.of("state", one.mark().key(), "label", one.street())))
                .toList());
    }

    private ModelAndView view(Page page, Proof proof, Form form) {
        return page.view("kernel/operations/proof", form)
                .addObject("proof", proof)
                .addObject("corrections", proofs.corrections(proof))
                .addObject("mayCorrect", proofs.mayCorrect(proof));
    }
}
