package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Avatars;
import dev.outpatient.accounts.Avatars.Avatar;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The photos themselves, and changing them by programs: the body is the file. */
@RestController
class AvatarsApi {

    /** Another photo has another name, so what is kept is never wrong; it only goes out of use. */
    private static final Duration KEPT = Duration.ofDays(30);

    record Changed(String avatarUrl) {}

    private final Avatars avatars;

    AvatarsApi(Avatars avatars) {
        this.avatars = avatars;
    }

    /** For pages, which come with a session, and for programs, which come with a token. */
    @GetMapping({"/avatars/{name}", "/api/v1/avatars/{name}"})
    ResponseEntity<byte[]> get(@Nullable Actor viewer, @PathVariable String name, HttpServletResponse response) {
        Avatar avatar = avatars.get(viewer, name);
        CacheControl cache = avatar.open()
                ? CacheControl.maxAge(KEPT).cachePublic().immutable()
                : CacheControl.noStore().cachePrivate();
        // In place of what every answer has, not beside it.
        response.setHeader(HttpHeaders.CACHE_CONTROL, cache.getHeaderValue());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(avatar.type()))
                .eTag(avatar.hash())
                .body(avatar.image());
    }

    @PutMapping(
            path = "/api/v1/me/avatar",
            consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    Changed change(Actor actor, @RequestBody(required = false) byte @Nullable [] file) {
        return new Changed(avatars.change(actor, actor, sent(file)));
    }

    @DeleteMapping("/api/v1/me/avatar")
    ResponseEntity<Void> remove(Actor actor) {
        avatars.remove(actor, actor);
        return ResponseEntity.noContent().build();
    }

    @PutMapping(
            path = "/api/v1/doctors/{id}/avatar",
            consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    Changed changeOfDoctor(Actor actor, @PathVariable long id, @RequestBody(required = false) byte @Nullable [] file) {
        return new Changed(avatars.change(actor, Actor.of(new DoctorId(id)), sent(file)));
    }

    @DeleteMapping("/api/v1/doctors/{id}/avatar")
    ResponseEntity<Void> removeOfDoctor(Actor actor, @PathVariable long id) {
        avatars.remove(actor, Actor.of(new DoctorId(id)));
        return ResponseEntity.noContent().build();
    }

    private static byte[] sent(byte @Nullable [] file) {
        return file == null ? new byte[0] : file;
    }
}
