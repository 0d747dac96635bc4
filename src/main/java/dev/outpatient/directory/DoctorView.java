package dev.outpatient.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A doctor as the API tells everybody. */
public record DoctorView(
        long id, String name, String specialty, @Nullable String avatarUrl, List<Place> offices) {

    /** Where the doctor works. */
    public record Place(
            long id,
            String name,
            @Nullable String city,
            @Nullable String state) {}

    public static DoctorView of(Doctor doctor, List<Office> offices) {
        return new DoctorView(
                doctor.id().value(),
                doctor.name(),
                doctor.specialty(),
                doctor.avatarUrl(),
                offices.stream()
                        .map(office -> new Place(
                                office.id().value(),
                                office.name(),
                                office.details().city(),
                                office.details().state()))
                        .toList());
    }
}
