package de.stadtkern.services.waste;

import java.time.LocalDate;

/** On a day something is collected. */
record CollectionDay(String area, String what, LocalDate day) {}
