package de.stadtkern;

import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.operations.ProofVerification;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify-proofs}: whether the proofs are still those that were kept, whether the town runs or not. */
@Command(
        name = "verify-proofs",
        description = "says whether proofs were changed, removed or put in, and which is the first",
        mixinStandardHelpOptions = true)
final class VerifyProofs implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    DatabaseOptions options = new DatabaseOptions();

    @Option(
            names = "--expect",
            paramLabel = "NUMBER:HASH",
            description = "a newest proof that was written down earlier; finds out whether the end was cut off")
    List<String> expected = List.of();

    @Override
    public Integer call() {
        try (Database database = options.settings(spec).visit()) {
            return verify(database.source());
        }
    }

    private int verify(DataSource source) {
        boolean whole = true;
        for (ProofVerification.Chain chain : ProofVerification.of(source)) {
            whole &= chain.broken() == null;
            System.out.println(line(chain));
        }
        for (String head : expected) {
            if (!ProofVerification.isThere(source, head)) {
                whole = false;
                System.out.println(
                        "BROKEN: " + head + " is in no chain: the end was cut off, or it is of another town");
            }
        }
        System.out.println(whole ? "All proofs are as they were kept." : "The proofs are not as they were kept.");
        return whole ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** For a console. */
    static String line(ProofVerification.Chain chain) {
        return chain.broken() != null
                ? "BROKEN: %s: %s".formatted(chain.municipality(), chain.broken())
                : "%s: %,d entries, %,d of them deleted because their time was over, newest %s"
                        .formatted(chain.municipality(), chain.entries(), chain.deleted(), chain.newest());
    }
}
