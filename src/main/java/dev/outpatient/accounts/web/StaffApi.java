package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Invitations;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.Staff;
import dev.outpatient.accounts.Staff.Member;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Admins, and invitations of doctors and admins. */
@RestController
@RequestMapping("/api/v1")
class StaffApi {

    record NewAdmin(
            @NotBlank @Size(max = 255) String name,
            @NotBlank @Email @Size(max = 255) String email) {}

    record AdminView(long id, String name, @Nullable String email, boolean active) {

        static AdminView of(Member admin) {
            return new AdminView(admin.account().id(), admin.name(), admin.email(), admin.active());
        }
    }

    private final Staff staff;
    private final Invitations invitations;

    StaffApi(Staff staff, Invitations invitations) {
        this.staff = staff;
        this.invitations = invitations;
    }

    @GetMapping("/admins")
    Page<AdminView> admins(Actor actor) {
        return new Page<>(
                staff.list(actor, Role.ADMIN).stream().map(AdminView::of).toList(), null);
    }

    @PostMapping("/admins")
    ResponseEntity<AdminView> addAdmin(
            Actor actor,
            @Valid @RequestBody NewAdmin request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Actor added = staff.addAdmin(actor, request.name(), request.email(), RequestKey.of(key, request));
        return ResponseEntity.created(URI.create("/api/v1/admins/" + added.id()))
                .body(AdminView.of(staff.get(actor, added)));
    }

    @PostMapping("/admins/{id}/invitation")
    ResponseEntity<InvitationAnswer> inviteAdmin(Actor actor, @PathVariable long id, Locale language) {
        return invite(actor, Actor.admin(id), language);
    }

    @PostMapping("/doctors/{id}/invitation")
    ResponseEntity<InvitationAnswer> inviteDoctor(Actor actor, @PathVariable long id, Locale language) {
        return invite(actor, Actor.of(new DoctorId(id)), language);
    }

    private ResponseEntity<InvitationAnswer> invite(Actor actor, Actor whom, Locale language) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(InvitationAnswer.of(invitations.invite(actor, whom, language)));
    }
}
