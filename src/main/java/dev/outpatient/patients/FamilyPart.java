package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** For whom the patient acts or has asked to, and who acts for the patient. */
@Component
@Order(60)
class FamilyPart implements PersonalData {

    /**
     * As it is exported.
     *
     * @param relation manages or managedBy
     * @param email whom the patient asked, or null
     */
    record Item(
            String relation,
            @Nullable String name,
            @Nullable LocalDate dateOfBirth,
            @Nullable String email,
            Instant askedAt,
            String state) {}

    private final FamilyBondRepository bonds;
    private final Clock clock;

    FamilyPart(FamilyBondRepository bonds, Clock clock) {
        this.bonds = bonds;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "family";
    }

    @Override
    public List<?> export(PatientId patient) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Stream<Item> manages = bonds.ofManager(patient, clock.instant().minus(Family.ANSWER_WITHIN), today).stream()
                .map(FamilyBond::forManager)
                .map(bond -> new Item(
                        "manages", bond.name(), bond.bornOn(), bond.email(), bond.askedAt(), word(bond.state())));
        // Whose birthday and address that is, is the other's business.
        Stream<Item> managedBy = bonds.managersOf(patient, today).stream()
                .map(bond -> new Item("managedBy", bond.managerName(), null, null, bond.askedAt(), word(bond.state())));
        return Stream.concat(manages, managedBy).toList();
    }

    /** Nobody acts for an account that is closed, nor by one. */
    @Override
    public void close(PatientId patient) {
        bonds.endAll(patient, clock.instant());
    }

    @Override
    public void erase(PatientId patient) {
        bonds.forget(patient);
    }

    private static String word(FamilyBond.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
