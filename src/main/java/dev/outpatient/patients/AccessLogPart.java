package dev.outpatient.patients;

import dev.outpatient.audit.LogEntry;
import dev.outpatient.audit.LogSearch;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who read or changed the record. The trail is the clinic's proof, and stays: it names numbers, here with the names of doctors, and nothing clinical. */
@Component
@Order(80)
class AccessLogPart implements PersonalData {

    private static final int PAGE = 250;

    /**
     * As it is exported.
     *
     * @param by a role and a number, such as doctor 12
     * @param name of the doctor, where it was one
     */
    record Item(
            Instant at,
            String by,
            @Nullable String name,
            @Nullable String action,
            String what,
            String outcome) {}

    private final LogSearch logs;
    private final DoctorNameRepository names;

    AccessLogPart(LogSearch logs, DoctorNameRepository names) {
        this.logs = logs;
        this.names = names;
    }

    @Override
    public String section() {
        return "accessLog";
    }

    @Override
    public List<?> export(PatientId patient) {
        List<Item> items = new ArrayList<>();
        String after = null;
        do {
            Page<LogEntry> page = logs.accessLog(Actor.of(patient), after, PAGE);
            Map<Long, String> doctors = names.ofDoctors(page.items().stream()
                    .map(LogEntry::user)
                    .filter(user -> user != null && user.kind() == Reference.Kind.DOCTOR)
                    .map(Reference::id)
                    .collect(Collectors.toSet()));
            page.items().forEach(entry -> items.add(item(entry, doctors)));
            after = page.next();
        } while (after != null);
        return items;
    }

    @Override
    public void erase(PatientId patient) {
        // The trail is append-only.
    }

    private static Item item(LogEntry entry, Map<Long, String> doctors) {
        Reference user = entry.user();
        String by = user == null ? "" : user.kind().name().toLowerCase(Locale.ROOT) + " " + user.id();
        String name = user != null && user.kind() == Reference.Kind.DOCTOR ? doctors.get(user.id()) : null;
        return new Item(entry.createdAt(), by, name, entry.action(), entry.message(), entry.outcome());
    }
}
