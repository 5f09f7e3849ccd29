package de.stadtkern.kernel.observations.storage;

/** Folds what an address of a database holds, as a program of its own that can be killed. */
final class FoldingProcess {

    private FoldingProcess() {}

    public static void main(String[] arguments) {
        try (StoredTown town = StoredTown.at(arguments[0])) {
            town.folding.foldClosedMonths();
        }
    }
}
