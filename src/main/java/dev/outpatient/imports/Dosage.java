package dev.outpatient.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how much of a medicine one piece of it holds from its name, as RxNorm writes names: "Acetaminophen 300 MG /
 * Codeine 15 MG Oral Tablet" is "300 MG / 15 MG". What is not beyond doubt is left out: a concentration, such as 5
 * MG/ML, is not how much is given.
 */
final class Dosage {

    private static final String AMOUNT = "(?<![\\w./,+-])\\d+(?:\\.\\d+)? ?";

    /** An amount of substance in one piece, one puff, an hour or a day. */
    private static final Pattern STRENGTH = Pattern.compile(
            AMOUNT + "(?:MCG|MG|G|UNT|MEQ|MMOL)(?:/(?:ACTUAT|HR|DAY))?(?![\\w/%.])", Pattern.CASE_INSENSITIVE);

    private static final Pattern BETWEEN_SUBSTANCES = Pattern.compile(" / ");

    private Dosage() {}

    /** @return the strength of each substance in the order of the name, or "" when it can't be told for each */
    static String of(String description) {
        List<String> strengths = new ArrayList<>();
        for (String substance : BETWEEN_SUBSTANCES.split(description)) {
            Matcher strength = STRENGTH.matcher(substance);
            if (!strength.find()) {
                return "";
            }
            strengths.add(strength.group());
            if (strength.find()) {
                return "";
            }
        }
        return String.join(" / ", strengths);
    }
}
