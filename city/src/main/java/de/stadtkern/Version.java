package de.stadtkern;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Stadtkern.class.getPackage().getImplementationVersion();
        return new String[] {"Stadtkern " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
