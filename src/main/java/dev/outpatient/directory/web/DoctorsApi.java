package dev.outpatient.directory.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.DoctorView;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Doctors one by one; the search for them, which knows their hours, is the scheduling module's. */
@RestController
@RequestMapping("/api/v1")
class DoctorsApi {

    record DoctorRequest(
            @NotBlank @Size(max = 255) String name,

            @Nullable
            @Size(max = 255)
            @Pattern(
                    regexp = "(https://|/avatars/).*",
                    message = "Use an address with https, or the one that is there.")
            String avatarUrl,

            @Nullable @Email @Size(max = 255) String email,
            @Nullable @Size(max = 20) String phone,
            @NotBlank @Size(max = 100) String specialty,
            @Nullable @Size(max = 50) String licenseNumber) {

        DoctorDetails details() {
            return new DoctorDetails(name, avatarUrl, email, phone, specialty, licenseNumber);
        }
    }

    /** All that is kept of a doctor, for admins. */
    record DoctorAnswer(
            long id,
            String name,
            @Nullable String avatarUrl,
            @Nullable String email,
            @Nullable String phone,
            String specialty,
            @Nullable String licenseNumber) {}

    private final Directory directory;
    private final DirectoryAdministration administration;

    DoctorsApi(Directory directory, DirectoryAdministration administration) {
        this.directory = directory;
        this.administration = administration;
    }

    @GetMapping("/doctors/{id}")
    ResponseEntity<DoctorView> get(@PathVariable long id) {
        DoctorId doctorId = new DoctorId(id);
        Doctor doctor = directory.getDoctor(doctorId);
        return ResponseEntity.ok()
                .eTag(ETag.of(doctor.version()))
                .body(DoctorView.of(
                        doctor, directory.officesOf(List.of(doctorId)).getOrDefault(doctorId, List.of())));
    }

    @GetMapping("/specialties")
    Page<String> specialties(
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return Page.of(directory.listSpecialties(), after, limit, specialty -> specialty);
    }

    @PostMapping("/doctors")
    ResponseEntity<DoctorAnswer> add(
            Actor actor,
            @Valid @RequestBody DoctorRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        DoctorId id = administration.addDoctor(actor, request.details(), RequestKey.of(key, request));
        return answer(ResponseEntity.created(URI.create("/api/v1/doctors/" + id)), actor, id);
    }

    @PutMapping("/doctors/{id}")
    ResponseEntity<DoctorAnswer> change(
            Actor actor,
            @PathVariable long id,
            @Valid @RequestBody DoctorRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        DoctorId doctor = new DoctorId(id);
        administration.changeDoctor(actor, doctor, request.details(), ETag.version(ifMatch));
        return answer(ResponseEntity.ok(), actor, doctor);
    }

    private ResponseEntity<DoctorAnswer> answer(ResponseEntity.BodyBuilder answer, Actor actor, DoctorId id) {
        DoctorDetails doctor = administration.getDoctorDetails(actor, id);
        return answer.eTag(ETag.of(directory.getDoctor(id).version()))
                .body(new DoctorAnswer(
                        id.value(),
                        doctor.name(),
                        doctor.avatarUrl(),
                        doctor.email(),
                        doctor.phone(),
                        doctor.specialty(),
                        doctor.licenseNumber()));
    }
}
