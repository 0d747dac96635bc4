package dev.outpatient.portal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.outpatient.prescriptions.Medication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Why people come to each specialty, what is prescribed then, and what they say afterwards. */
final class DemoMedicine {

    /**
     * A reason for a visit.
     *
     * @param toAge in full years, included
     * @param womenOnly whether only women come for it
     * @param medication what may be prescribed, maybe nothing
     */
    record Reason(String text, int fromAge, int toAge, boolean womenOnly, List<Medication> medication) {

        boolean fits(int age, boolean woman) {
            return age >= fromAge && age <= toAge && (woman || !womenOnly);
        }
    }

    /** The visits that a parent speaks of; comments for any specialty are in the patient's own voice. */
    private static final String PEDIATRICS = "Pediatrics";

    private static final Pattern TAKEN_ON = Pattern.compile(
            "(?!.*( for (up to )?[0-9]+ (day|week)|needed|while)).*(every|once a|twice a) (day|morning|evening|week).*");

    private final Map<String, List<Reason>> reasons = new LinkedHashMap<>();
    private final List<NamedCsvRecord> comments = DemoTable.rows("comments");

    DemoMedicine() {
        for (NamedCsvRecord row : DemoTable.rows("medicine")) {
            List<Reason> known = reasons.computeIfAbsent(row.getField("specialty"), s -> new ArrayList<>());
            String text = row.getField("reason");
            // Only the first row of a reason says who comes for it; the others add to its medication.
            if (known.isEmpty() || !known.getLast().text().equals(text)) {
                known.add(new Reason(
                        text,
                        Integer.parseInt(row.getField("from_age")),
                        Integer.parseInt(row.getField("to_age")),
                        !row.getField("women_only").isEmpty(),
                        new ArrayList<>()));
            }
            if (!row.getField("medication").isEmpty()) {
                known.getLast()
                        .medication()
                        .add(new Medication(
                                row.getField("medication"), row.getField("dosage"), row.getField("instructions")));
            }
        }
    }

    /** Whether all of them are taken day by day without an end, so that they are filled again and again. */
    static boolean areTakenOn(List<Medication> medication) {
        return medication.stream()
                .allMatch(one -> TAKEN_ON.matcher(one.instructions()).matches());
    }

    List<String> specialties() {
        return List.copyOf(reasons.keySet());
    }

    /** Why somebody of that age may come; empty when such people don't come to the specialty. */
    List<Reason> reasons(String specialty, int age, boolean woman) {
        return reasons.getOrDefault(specialty, List.of()).stream()
                .filter(reason -> reason.fits(age, woman))
                .toList();
    }

    List<String> comments(String specialty, int rating) {
        return comments.stream()
                .filter(row -> Integer.parseInt(row.getField("rating")) == rating)
                .filter(row -> row.getField("specialty").equals(specialty)
                        || (row.getField("specialty").isEmpty() && !specialty.equals(PEDIATRICS)))
                .map(row -> row.getField("comment"))
                .toList();
    }
}
