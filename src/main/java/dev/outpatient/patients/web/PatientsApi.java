package dev.outpatient.patients.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.patients.Patient;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.patients.Registration;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.PatientId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RestController;

/** Registration, and a patient's own data. */
@RestController
@RequestMapping("/api/v1/patients")
class PatientsApi {

    record NewPatient(
            @NotBlank @Size(max = 255) String name,
            @NotBlank @Email @Size(max = 255) String email,
            @NotBlank @Size(max = 200) String password,
            @Nullable @Size(max = 20) String phone,
            @Nullable @Size(max = 255) String address,
            @Nullable @Size(max = 50) String city,
            @Nullable @Size(max = 20) String state,
            @Nullable LocalDate dateOfBirth) {

        PatientDetails details() {
            return new PatientDetails(name, email, phone, address, city, state, dateOfBirth);
        }
    }

    /** Says where the registration goes on; it holds nothing of the address, which may be another's. */
    record Accepted(String status, String detail) {
        static final Accepted MAIL =
                new Accepted("confirmation-sent", "Open the link in the mail that was sent to the address.");
    }

    record Change(
            @NotBlank @Size(max = 255) String name,
            @Nullable @Email @Size(max = 255) String email,
            @Nullable @Size(max = 20) String phone,
            @Nullable @Size(max = 255) String address,
            @Nullable @Size(max = 50) String city,
            @Nullable @Size(max = 20) String state,
            @Nullable LocalDate dateOfBirth) {

        PatientDetails details() {
            return new PatientDetails(name, email, phone, address, city, state, dateOfBirth);
        }
    }

    record PatientView(
            long id,
            String name,
            @Nullable String avatarUrl,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String city,
            @Nullable String state,
            @Nullable LocalDate dateOfBirth) {

        static PatientView of(PatientId id, PatientDetails person, @Nullable String avatarUrl) {
            return new PatientView(
                    id.value(),
                    person.name(),
                    avatarUrl,
                    person.email(),
                    person.phone(),
                    person.address(),
                    person.city(),
                    person.state(),
                    person.dateOfBirth());
        }
    }

    private final Patients patients;
    private final Registration registration;

    PatientsApi(Patients patients, Registration registration) {
        this.patients = patients;
        this.registration = registration;
    }

    @PostMapping
    ResponseEntity<Object> register(
            @Valid @RequestBody NewPatient request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Locale language) {
        Optional<PatientId> added = registration.register(
                request.details(), request.password(), RequestKey.of(key, request.details()), language, "/");
        return added.map(id -> ResponseEntity.created(URI.create("/api/v1/patients/" + id))
                        .<Object>body(PatientView.of(id, request.details().normalized(), null)))
                .orElseGet(() -> ResponseEntity.accepted().body(Accepted.MAIL));
    }

    @GetMapping("/{id}")
    ResponseEntity<PatientView> get(Actor actor, @PathVariable long id) {
        return answer(patients.get(actor, new PatientId(id)));
    }

    @PutMapping("/{id}")
    ResponseEntity<PatientView> change(
            Actor actor,
            @PathVariable long id,
            @Valid @RequestBody Change request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(patients.change(actor, new PatientId(id), request.details(), ETag.version(ifMatch)));
    }

    private static ResponseEntity<PatientView> answer(Patient patient) {
        return ResponseEntity.ok()
                .eTag(ETag.of(patient.version()))
                .body(PatientView.of(patient.id(), patient.details(), patient.avatarUrl()));
    }
}
