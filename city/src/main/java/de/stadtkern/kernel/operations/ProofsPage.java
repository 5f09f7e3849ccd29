package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** All proofs of a period, as list and as file. */
@Controller
class ProofsPage {

    private static final String LIST = "kernel/operations/proofs";

    private final Proofs proofs;

    ProofsPage(Proofs proofs) {
        this.proofs = proofs;
    }

    @Bean
    static NavigationEntry proofsEntry() {
        return new NavigationEntry("/operations/proofs", "operations.proofs", Permission.SEE_OPERATIONS, 32);
    }

    @GetMapping("/operations/proofs")
    ModelAndView list(Page page, Form form) {
        try {
            return view(page, form, filter(form, ""));
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), ProofFilter.of("", "", "", ""));
        }
    }

    /** One line for each segment of each proof. */
    @GetMapping("/operations/proofs.csv")
    void file(Page page, Form form, HttpServletResponse response) throws IOException {
        ProofFilter filter = filter(form, form.value("proofs-q"));
        proofs.count(filter);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(page.text("operations.proofs.file") + ".csv")
                        .build()
                        .toString());
        new ProofTable(page, proofs, filter).write(response.getWriter());
    }

    private ModelAndView view(Page page, Form form, ProofFilter filter) {
        List<Choice> sources = new ArrayList<>(List.of(new Choice("", page.text("operations.proofs.all"))));
        proofs.listSources().forEach(source -> sources.add(new Choice(source, source)));
        return page.view(LIST, form)
                .addObject("sources", sources)
                .addObject("heads", proofs.listHeads())
                .addObject("proofs", table(page).show(page, new Found(proofs, filter)));
    }

    private static ProofFilter filter(Form form, String words) {
        return ProofFilter.of(form.value("source"), words, form.value("from"), form.value("to"));
    }

    private static Table<Proof> table(Page page) {
        return Table.<Proof>named("proofs")
                .fixedColumn(
                        "number",
                        "operations.proof.number",
                        proof -> Cell.link(
                                page.url("/operations/proofs/" + proof.id()),
                                page.text(
                                        "operations.proof.of",
                                        proof.number(),
                                        proof.content().municipality())))
                .fixedColumn("made", "operations.proof.made-at", proof -> Cell.time(proof.madeAt()))
                .fixedColumn(
                        "measure",
                        "operations.measure",
                        proof -> Cell.text(page.text(proof.content().decision().measure())))
                .fixedColumn(
                        "place",
                        "operations.place",
                        proof -> Cell.text(proof.content().place()))
                .fixedColumn(
                        "decided",
                        "operations.decided-by",
                        proof -> Cell.text(proof.content().decision().personName()))
                .fixedColumn("length", "operations.length", proof -> {
                    Proof.Work work = proof.content().work();
                    return work == null ? Cell.empty() : Cell.number(work.lengthMetres() / 1000, 2, "km");
                });
    }

    private record Found(Proofs proofs, ProofFilter filter) implements Rows<Proof> {

        @Override
        public long count(TableQuery query) {
            return proofs.count(filter.with(query.filter()));
        }

        @Override
        public List<Proof> list(TableQuery query) {
            return proofs.list(filter.with(query.filter()), query.limit(), query.offset());
        }
    }
}
