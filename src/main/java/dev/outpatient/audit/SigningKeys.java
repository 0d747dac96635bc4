package dev.outpatient.audit;

import dev.outpatient.audit.SigningKeyRepository.Stored;
import dev.outpatient.shared.SecretBox;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 keys that sign what must be checked years later, kept in the signing_key table so that every node signs
 * with the same one. Each purpose has keys of its own. Whichever node signs when the newest is a year old makes the
 * next; from then on the one before it verifies only, for ever, and its private half is erased.
 */
@Component
public class SigningKeys {

    /** What a key signs. A signature of one purpose says nothing in another. */
    public enum Purpose {
        /** The seals of the trail and the heads of its exports. */
        SEAL,
        /** Prescriptions on paper. */
        PRESCRIPTION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A signature, and which key made it.
     *
     * @param value 64 bytes
     */
    public record Signed(String kid, byte[] value) {}

    /**
     * The half of a key that anybody may have.
     *
     * @param retiredAt when it signed last, or null for the one that signs now
     */
    public record PublicHalf(
            String kid,
            PublicKey key,
            Instant createdAt,
            @Nullable Instant retiredAt) {

        /** The key as others read it: X.509 SubjectPublicKeyInfo in Base64. */
        public String encoded() {
            return Base64.getEncoder().encodeToString(key.getEncoded());
        }
    }

    /** How long a key signs. */
    static final Duration TURN = Duration.ofDays(365);

    private static final String ALGORITHM = "Ed25519";
    /** So old may be what a node remembers of the key that signs, so that the turn of another node's is noticed. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private record Signing(String kid, PrivateKey key, Instant createdAt, Instant readAt) {}

    private final SigningKeyRepository repository;
    private final SecretBox box;
    private final Clock clock;
    private final Map<Purpose, Signing> signing = new ConcurrentHashMap<>();
    private final Map<String, PublicHalf> verifying = new ConcurrentHashMap<>();

    SigningKeys(SigningKeyRepository repository, SecretBox box, Clock clock) {
        this.repository = repository;
        this.box = box;
        this.clock = clock;
    }

    /**
     * Signs with the key whose turn it is. The first call for a purpose makes its first key.
     *
     * @throws IllegalStateException when the key is sealed with a setting that is missing or another
     */
    public Signed sign(Purpose purpose, byte[] content) {
        Signing current = current(purpose);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(current.key());
            signature.update(content);
            return new Signed(current.kid(), signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the key of that name, made for that purpose, signed exactly this; false for a key that is not ours. */
    public boolean verify(Purpose purpose, String kid, byte[] content, byte[] signature) {
        return find(purpose, kid)
                .map(half -> verify(half.key(), content, signature))
                .orElse(false);
    }

    /** Whether the key's other half signed exactly this. Needs no database. */
    public static boolean verify(PublicKey key, byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of another length is no signature of ours.
            return false;
        }
    }

    /** The public key of that name, for whoever checks without the database. */
    public Optional<PublicHalf> find(Purpose purpose, String kid) {
        String name = purpose.word() + ":" + kid;
        PublicHalf known = verifying.get(name);
        if (known == null) {
            known = repository.find(purpose.word(), kid).map(SigningKeys::open).orElse(null);
            if (known != null) {
                verifying.put(name, known);
            }
        }
        return Optional.ofNullable(known);
    }

    /** All public keys of a purpose, newest first. */
    public List<PublicHalf> list(Purpose purpose) {
        return repository.list(purpose.word()).stream().map(SigningKeys::open).toList();
    }

    /** @throws IllegalArgumentException when it is no Ed25519 key as {@link PublicHalf#encoded} writes it */
    public static PublicKey parse(String encoded) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 key", e);
        }
    }

    private Signing current(Purpose purpose) {
        Instant now = clock.instant();
        Signing remembered = signing.get(purpose);
        if (remembered != null
                && now.isBefore(remembered.readAt().plus(MEMORY))
                && now.isBefore(remembered.createdAt().plus(TURN))) {
            return remembered;
        }
        Optional<Stored> newest = repository.findNewest(purpose.word());
        if (newest.isEmpty() || !now.isBefore(newest.get().createdAt().plus(TURN))) {
            create(purpose, newest.map(Stored::number).orElse(0L) + 1, now);
            newest = repository.findNewest(purpose.word());
        }
        Stored stored = newest.orElseThrow();
        Signing read = new Signing(stored.kid(), openPrivate(stored), stored.createdAt(), now);
        signing.put(purpose, read);
        return read;
    }

    /** Where another node is quicker its key is the next one, and this one is forgotten. */
    private void create(Purpose purpose, long number, Instant now) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            boolean added = repository.add(new Stored(
                    purpose.word(),
                    number,
                    UUID.randomUUID().toString(),
                    base64(pair.getPublic().getEncoded()),
                    box.seal(base64(pair.getPrivate().getEncoded())),
                    now,
                    null));
            if (added) {
                repository.retireBefore(purpose.word(), number, now);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PrivateKey openPrivate(Stored stored) {
        String sealed = stored.privateKey();
        if (sealed == null) {
            throw new IllegalStateException("signing_key " + stored.kid() + " lost its private half");
        }
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(box.open(sealed))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing_key " + stored.kid() + " holds what is no key", e);
        }
    }

    private static PublicHalf open(Stored stored) {
        return new PublicHalf(stored.kid(), parse(stored.publicKey()), stored.createdAt(), stored.retiredAt());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
