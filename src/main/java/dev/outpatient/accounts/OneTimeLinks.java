package dev.outpatient.accounts;

import dev.outpatient.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links that work once and for some time. Whoever has the token may do what the link is for, so only its hash is kept; a
 * new one ends those before it that have the same purpose and target.
 */
@Service
public class OneTimeLinks {

    /** 256 bits: nobody guesses one. */
    private static final int TOKEN_BYTES = 32;

    private final OneTimeLinkRepository links;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OneTimeLinks(OneTimeLinkRepository links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /** The token of a new link, which is told to nobody but its receiver. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String issue(LinkPurpose purpose, LinkTarget target) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        links.deleteOlder(purpose, target);
        links.insert(hash(token), purpose, target, clock.instant().plus(purpose.lifetime()));
        return token;
    }

    /** What a link is about, if it works still. */
    @Transactional(readOnly = true)
    public Optional<LinkTarget> find(LinkPurpose purpose, String token) {
        return links.find(hash(token), purpose, clock.instant());
    }

    /**
     * Uses a link up, in the transaction of what it allows.
     *
     * @throws Problem.NotFound when it was used, is too old or never was
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LinkTarget use(LinkPurpose purpose, String token) {
        LinkTarget target = find(purpose, token).orElseThrow(() -> Problem.NotFound.of("link"));
        if (!links.delete(hash(token))) {
            throw Problem.NotFound.of("link");
        }
        return target;
    }

    /** Ends whatever links there are about something. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAll(LinkTarget target) {
        links.deleteAll(target);
    }

    @Scheduled(fixedDelay = 3_600_000)
    @Transactional
    void removeExpired() {
        links.deleteExpired(clock.instant());
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
