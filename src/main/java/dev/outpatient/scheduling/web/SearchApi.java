package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.DoctorView;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.PartOfDay;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The doctors that a visitor looks for. */
@RestController
@RequestMapping("/api/v1")
class SearchApi {

    private final Directory directory;
    private final Hours hours;

    SearchApi(Directory directory, Hours hours) {
        this.directory = directory;
        this.hours = hours;
    }

    @GetMapping("/doctors")
    Page<DoctorView> doctors(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String specialty,
            @RequestParam @Nullable String city,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable Long officeId,
            @RequestParam @Nullable PartOfDay partOfDay,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        DoctorFilter filter = new DoctorFilter(q, specialty, city, state, officeId(officeId), null);
        if (partOfDay != null) {
            filter = filter.among(hours.doctorsWorking(partOfDay, officeId(officeId)));
        }
        Page<Doctor> found = directory.searchDoctors(filter, after, limit);
        Map<DoctorId, List<Office>> offices =
                directory.officesOf(found.items().stream().map(Doctor::id).toList());
        return found.map(doctor -> DoctorView.of(doctor, offices.getOrDefault(doctor.id(), List.of())));
    }

    private static @Nullable OfficeId officeId(@Nullable Long id) {
        return id == null ? null : new OfficeId(id);
    }
}
