package de.stadtkern.kernel.reports;

/** Under which paths citizens find reports; a bean of the service that has the pages. Without language prefix. */
public interface ReportLinks {

    /** Of a public report. */
    String report(long number);

    /** Of a released photo of a public report. */
    String photo(long id);

    /** Where the signed-in person sees the own reports, also those that are not public. */
    String mine();

    /** Where a follower without account confirms. */
    String confirm(String token);

    /** Where a follower without account unsubscribes. */
    String unfollow(String token);
}
