package dev.outpatient.prescriptions.web;

import dev.outpatient.audit.SigningKeys;
import dev.outpatient.audit.SigningKeys.PublicHalf;
import dev.outpatient.audit.SigningKeys.Purpose;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys that papers are checked with, for everybody: all that ever signed one, the newest first. */
@RestController
class PrescriptionKeysApi {

    private static final int BYTES = 32;
    private static final Duration KEPT = Duration.ofHours(1);

    private final SigningKeys keys;

    PrescriptionKeysApi(SigningKeys keys) {
        this.keys = keys;
    }

    /** A key set as RFC 7517 and RFC 8037 write it. */
    record KeySet(List<Key> keys) {}

    record Key(String kty, String crv, String use, String alg, String kid, String x) {}

    @GetMapping("/api/v1/prescription-keys")
    ResponseEntity<KeySet> list() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .body(new KeySet(keys.list(Purpose.PRESCRIPTION).stream()
                        .map(PrescriptionKeysApi::key)
                        .toList()));
    }

    private static Key key(PublicHalf half) {
        byte[] encoded = half.key().getEncoded();
        // The key itself is what the encoding ends with.
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
        return new Key(
                "OKP",
                "Ed25519",
                "sig",
                "EdDSA",
                half.kid(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(x));
    }
}
