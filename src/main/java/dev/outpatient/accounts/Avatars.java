package dev.outpatient.accounts;

import dev.outpatient.accounts.RefusedPhoto.Fault;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * The photos of patients and doctors. Each is drawn anew from what was sent, and has a name that nobody can guess and
 * that only who may see it is told. A new photo has a new name.
 */
@Service
public class Avatars {

    /** In front of the name, where photos are served. */
    static final String PATH = "/avatars/";

    /**
     * A photo to be shown.
     *
     * @param type of the content
     * @param hash of the content, in hex
     * @param open whether everybody may see it
     */
    public record Avatar(byte[] image, String type, String hash, boolean open) {}

    private final AvatarRepository avatars;
    private final Accounts accounts;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final DataSize largest;

    /** Drawing a picture takes a processor and, where it builds up, some hundred megabytes. Nobody is in a hurry. */
    private final Semaphore turn = new Semaphore(1, true);

    Avatars(
            AvatarRepository avatars,
            Accounts accounts,
            AuditTrail trail,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${outpatient.avatars.max-size:5MB}") DataSize largest) {
        this.avatars = avatars;
        this.accounts = accounts;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
        this.largest = largest;
    }

    /** The most that a file may hold. */
    public DataSize largest() {
        return largest;
    }

    /** Whether the account is one that can have a photo. */
    public boolean canHave(Actor account) {
        return account.role() != Role.ADMIN;
    }

    /** Where the photo of an account is served, or where else it was said to be; empty without one. */
    @Transactional(readOnly = true)
    public Optional<String> findUrl(Actor account) {
        return canHave(account) ? accounts.table(account).findAvatarUrl(account.id()) : Optional.empty();
    }

    /**
     * The photo of a name.
     *
     * @param viewer null for a visitor
     * @throws Problem.NotFound when there is none, or the viewer may not know that there is
     */
    @Transactional(noRollbackFor = Problem.NotFound.class) // the refusal stays in the trail
    public Avatar get(@Nullable Actor viewer, String name) {
        AvatarRepository.Kept kept = avatars.find(name).orElseThrow(() -> Problem.NotFound.of("photo"));
        CredentialTable table = accounts.table(kept.owner());
        boolean open = table.showsPhotosToAll();
        if (!open && (viewer == null || !table.showsPhoto(viewer, kept.owner().id()))) {
            throw Problem.NotFound.of("photo");
        }
        return new Avatar(kept.image(), Photo.TYPE, kept.hash(), open);
    }

    /**
     * Gives an account another photo: to the own, and admins to those of doctors.
     *
     * @param file as somebody sent it
     * @return where it is served
     * @throws Problem.NotFound when there is no such account, or the actor may not change it
     * @throws RefusedPhoto when nothing can be made of the file
     */
    public String change(Actor actor, Actor account, byte[] file) {
        requireMayChange(actor, account);
        byte[] image = drawn(file);
        String hash = RandomSecret.hash(image);
        String name = HexFormat.of().formatHex(RandomSecret.bytes(16)) + ".jpg";
        transaction.executeWithoutResult(status -> {
            if (!accounts.table(account).setAvatarUrl(account.id(), PATH + name)) {
                throw Problem.NotFound.of("account");
            }
            avatars.delete(account);
            avatars.insert(account, name, image, hash, clock.instant());
            trail.info(actor, "photo.changed", "Changed the photo", account.reference());
        });
        return PATH + name;
    }

    /**
     * Leaves an account without a photo; nothing happens if it has none.
     *
     * @throws Problem.NotFound when there is no such account, or the actor may not change it
     */
    public void remove(Actor actor, Actor account) {
        requireMayChange(actor, account);
        transaction.executeWithoutResult(status -> {
            if (findUrl(account).isPresent() && accounts.table(account).setAvatarUrl(account.id(), null)) {
                avatars.delete(account);
                trail.info(actor, "photo.removed", "Removed the photo", account.reference());
            }
        });
    }

    /** In the transaction that makes an account show another picture, or none: ours of it goes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Actor account) {
        avatars.delete(account);
    }

    private byte[] drawn(byte[] file) {
        if (file.length == 0) {
            throw RefusedPhoto.because(Fault.MISSING);
        }
        if (file.length > largest.toBytes()) {
            throw RefusedPhoto.because(Fault.LARGE);
        }
        turn.acquireUninterruptibly();
        try {
            return Photo.of(file);
        } finally {
            turn.release();
        }
    }

    private void requireMayChange(Actor actor, Actor account) {
        boolean own = actor.equals(account) && canHave(account);
        if (!own && !(actor.isAdmin() && account.role() == Role.DOCTOR)) {
            throw Problem.NotFound.of("account");
        }
        accounts.get(account);
    }
}
