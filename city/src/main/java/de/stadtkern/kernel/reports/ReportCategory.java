package de.stadtkern.kernel.reports;

import java.util.List;

/**
 * Something that can be reported.
 *
 * @param id 0 for a new one
 * @param code as programs call it, within its municipality
 * @param group heading under which it stands; may be empty
 * @param active whether new reports can be of it
 * @param inPublic whether its reports are ever public
 * @param similarMetres how near another report of it may be the same; 0 for never
 * @param needsWork whether a crew usually has to go there
 * @param attributes JSON array of what Open311 asks besides
 */
public record ReportCategory(
        long id,
        long municipalityId,
        String code,
        String group,
        Names names,
        List<String> keywords,
        boolean active,
        boolean inPublic,
        int similarMetres,
        Targets targets,
        boolean needsWork,
        String attributes) {

    public ReportCategory {
        keywords = List.copyOf(keywords);
    }

    /** Within how many days there should be an answer, and a solution. */
    public record Targets(int answerDays, int solutionDays) {}
}
