package de.stadtkern.demo.devices;

/**
 * One thing that a device measures: a Datastream.
 *
 * @param field where its value stands in what the device sends
 * @param definition URI of the observed property: a CF standard name where there is one
 * @param unit UCUM symbol; empty for a number without unit
 */
record Channel(String field, String label, String definition, String unit) {

    private static final String CF = "http://vocab.nerc.ac.uk/standard_name/";
    private static final String OWN = "urn:stadtkern:observed-property:";

    static Channel cf(String field, String label, String standardName, String unit) {
        return new Channel(field, label, CF + standardName + "/", unit);
    }

    static Channel own(String field, String label, String property, String unit) {
        return new Channel(field, label, OWN + property, unit);
    }

    /** Of a device of Decentlab, whose formatter puts every value into an object. */
    Channel nested() {
        return new Channel(field + ".value", label, definition, unit);
    }
}
