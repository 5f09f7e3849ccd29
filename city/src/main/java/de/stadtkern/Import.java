package de.stadtkern;

import picocli.CommandLine.Command;

/** {@code import}: brings in what others have collected; what it is, the next word says. */
@Command(
        name = "import",
        description = "brings data of others into a town, also while it runs",
        subcommands = ImportOsm.class,
        mixinStandardHelpOptions = true)
final class Import {}
