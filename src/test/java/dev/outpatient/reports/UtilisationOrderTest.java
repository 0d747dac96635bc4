package dev.outpatient.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UtilisationOrderTest {

    private static final Utilisation ADA_IN_BOSTON = line(1, "Ada", 1, "Boston", 60, 30);
    private static final Utilisation BEA_IN_BOSTON = line(2, "Bea", 1, "Boston", 60, 60);
    private static final Utilisation ADA_IN_LYNN = line(1, "Ada", 2, "Lynn", 0, 30);
    private static final Utilisation BEA_IN_LYNN = line(2, "Bea", 2, "Lynn", 60, 30);
    private static final List<Utilisation> BY_OFFICE = List.of(ADA_IN_BOSTON, BEA_IN_BOSTON, ADA_IN_LYNN, BEA_IN_LYNN);

    @Test
    void whoIsLevelStaysInTheOrderOfOfficesAndNames() {
        assertThat(sorted(null)).isEqualTo(BY_OFFICE);
        assertThat(sorted("-office")).containsExactly(ADA_IN_LYNN, BEA_IN_LYNN, ADA_IN_BOSTON, BEA_IN_BOSTON);
        assertThat(sorted("-doctor")).containsExactly(BEA_IN_BOSTON, BEA_IN_LYNN, ADA_IN_BOSTON, ADA_IN_LYNN);
        assertThat(sorted("-booked")).containsExactly(BEA_IN_BOSTON, ADA_IN_BOSTON, ADA_IN_LYNN, BEA_IN_LYNN);
    }

    @Test
    void whereNothingIsOfferedComesLastInBothDirections() {
        assertThat(sorted("full")).containsExactly(ADA_IN_BOSTON, BEA_IN_LYNN, BEA_IN_BOSTON, ADA_IN_LYNN);
        assertThat(sorted("-full")).containsExactly(BEA_IN_BOSTON, ADA_IN_BOSTON, BEA_IN_LYNN, ADA_IN_LYNN);
    }

    private static List<Utilisation> sorted(@Nullable String order) {
        return UtilisationOrder.sort(BY_OFFICE, Listing.of(UtilisationOrder.class, order, null));
    }

    private static Utilisation line(
            long doctor, String doctorName, long office, String officeName, long offered, long booked) {
        return new Utilisation(new DoctorId(doctor), doctorName, new OfficeId(office), officeName, offered, booked);
    }
}
