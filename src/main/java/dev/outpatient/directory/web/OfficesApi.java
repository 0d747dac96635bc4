package dev.outpatient.directory.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Offices, and who works in them. */
@RestController
@RequestMapping("/api/v1/offices")
class OfficesApi {

    record OfficeRequest(
            @NotBlank @Size(max = 255) String name,
            @Nullable @Size(max = 255) String address,
            @Nullable @Size(max = 50) String city,
            @Nullable @Size(max = 20) String state,
            @Nullable @Size(max = 20) String phone,
            @NotBlank @Size(max = 64) String timeZone) {

        OfficeDetails details() {
            if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
                throw Problem.Invalid.field("timeZone", "Use a name such as America/New_York.");
            }
            return new OfficeDetails(name.strip(), address, city, state, phone, ZoneId.of(timeZone));
        }
    }

    private final Directory directory;
    private final DirectoryAdministration administration;

    OfficesApi(Directory directory, DirectoryAdministration administration) {
        this.directory = directory;
        this.administration = administration;
    }

    @GetMapping
    Page<OfficeView> search(
            @RequestParam @Nullable String city,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return directory.searchOffices(city, state, after, limit).map(OfficeView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<OfficeView> get(@PathVariable long id) {
        return answer(ResponseEntity.ok(), directory.getOffice(new OfficeId(id)));
    }

    @PostMapping
    ResponseEntity<OfficeView> add(
            Actor actor,
            @Valid @RequestBody OfficeRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        OfficeId id = administration.addOffice(actor, request.details(), RequestKey.of(key, request));
        return answer(ResponseEntity.created(URI.create("/api/v1/offices/" + id)), directory.getOffice(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<OfficeView> change(
            Actor actor,
            @PathVariable long id,
            @Valid @RequestBody OfficeRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        OfficeId office = new OfficeId(id);
        administration.changeOffice(actor, office, request.details(), ETag.version(ifMatch));
        return answer(ResponseEntity.ok(), directory.getOffice(office));
    }

    @PutMapping("/{officeId}/doctors/{doctorId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(Actor actor, @PathVariable long officeId, @PathVariable long doctorId) {
        administration.assign(actor, new DoctorId(doctorId), new OfficeId(officeId));
    }

    @DeleteMapping("/{officeId}/doctors/{doctorId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unassign(Actor actor, @PathVariable long officeId, @PathVariable long doctorId) {
        administration.unassign(actor, new DoctorId(doctorId), new OfficeId(officeId));
    }

    private static ResponseEntity<OfficeView> answer(ResponseEntity.BodyBuilder answer, Office office) {
        return answer.eTag(ETag.of(office.version())).body(OfficeView.of(office));
    }
}
