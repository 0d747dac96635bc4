package dev.outpatient.prescriptions;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which medicines belong together when somebody is allergic to one of them, by {@code prescriptions/classes.properties}.
 * The list is short and says so; what is not in it is compared by name alone.
 */
@Component
class MedicineClasses {

    private static final String FILE = "/prescriptions/classes.properties";

    /** Each class: its own names and its members. */
    private final List<Set<String>> classes;

    MedicineClasses() {
        Properties lines = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(MedicineClasses.class.getResourceAsStream(FILE), FILE),
                StandardCharsets.UTF_8)) {
            lines.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        classes = lines.stringPropertyNames().stream()
                .map(name -> {
                    Set<String> members = Arrays.stream(lines.getProperty(name).split(","))
                            .map(MedicineName::plain)
                            .filter(member -> !member.isEmpty())
                            .collect(Collectors.toCollection(HashSet::new));
                    members.add(name.replace('-', ' '));
                    return Set.copyOf(members);
                })
                .toList();
    }

    /** Whether somebody who is allergic to the substance should think twice about the medicine. */
    boolean concerns(String substance, String medicine) {
        return MedicineName.same(substance, medicine)
                || classes.stream().anyMatch(members -> names(members, substance) && names(members, medicine));
    }

    private static boolean names(Set<String> members, String name) {
        String words = " " + String.join(" ", MedicineName.wordsOf(name)) + " ";
        return members.stream()
                .anyMatch(member -> words.contains(" " + member + " ") || words.contains(" " + member + "s "));
    }
}
