package de.stadtkern.kernel.identity;

import java.util.Map;

/** What a room keeps of people: a bean of every room that keeps something, asked when somebody takes it away or leaves. */
public interface PersonalData {

    /** The room's name; the person finds the room's part of the download by it. */
    String room();

    /** All of it, by name; empty when there is nothing. */
    Map<String, Object> export(long personId);

    /**
     * Forgets the person within the running transaction. What has to stay on record stays, without leading to the person
     * where the law does not ask for that. Called again after a backup was restored, so that twice does no harm.
     */
    void erase(long personId);
}
