package de.stadtkern.kernel.containers;

/** The page behind the QR code of a container, as a bean of the service that has it. */
public interface PublicPage {

    /** Its address within the town. */
    String path(Container container);
}
