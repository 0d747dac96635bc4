package dev.outpatient.accounts;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.mail.PublicUrl;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys: made by Spring Security's relying party, always with a check of who holds the device (its PIN, finger or
 * face), so that one is enough to sign in. Every ceremony begins with a challenge that the caller keeps in the session
 * and gives back once.
 */
@Service
public class Passkeys {

    private static final int LONGEST_NAME = 100;
    private static final int MOST = 20;
    private static final int LONGEST_ANSWER = 20_000;
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> NEW =
            new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>> SHOWN =
            new TypeReference<>() {};

    /**
     * What the browser is asked.
     *
     * @param challenge to be kept and given back with the answer
     * @param options for the browser, as JSON
     */
    public record Question(String challenge, String options) {}

    private final PasskeyOwnerRepository owners;
    private final UserCredentialRepository credentials;
    private final SignIn signIn;
    private final AuditTrail trail;
    private final PublicUrl url;
    private volatile @Nullable JsonMapper json;
    private volatile @Nullable WebAuthnManager checker;

    Passkeys(PasskeyOwnerRepository owners, JdbcOperations jdbc, SignIn signIn, AuditTrail trail, PublicUrl url) {
        this.owners = owners;
        this.credentials = new JdbcUserCredentialRepository(jdbc);
        this.signIn = signIn;
        this.trail = trail;
        this.url = url;
    }

    /** Newest first. */
    public List<Passkey> list(Actor actor) {
        return records(actor).stream()
                .map(key -> new Passkey(
                        key.getCredentialId().toBase64UrlString(),
                        String.valueOf(key.getLabel()),
                        key.getCreated(),
                        key.getLastUsed()))
                .sorted(Comparator.comparing(Passkey::createdAt).reversed())
                .toList();
    }

    /** Begins to make one. */
    @Transactional
    public Question askToCreate(Actor actor) {
        if (owners.findHandle(actor).isEmpty()) {
            owners.create(actor);
        }
        String challenge = Bytes.random().toBase64UrlString();
        return new Question(
                challenge,
                json().writeValueAsString(party(challenge)
                        .createPublicKeyCredentialCreationOptions(() -> authentication(actor))));
    }

    /**
     * Adds the passkey that the browser made.
     *
     * @throws Problem.Invalid when the answer does not fit the challenge, or the name is empty or too long
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(Actor actor, String challenge, String answer, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.Invalid.field("name", "Use 1 to " + LONGEST_NAME + " characters.");
        }
        if (records(actor).size() >= MOST) {
            throw Problem.Invalid.field("name", "Remove a passkey first: " + MOST + " is the most.");
        }
        WebAuthnRelyingPartyOperations party = party(challenge);
        try {
            party.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    party.createPublicKeyCredentialCreationOptions(() -> authentication(actor)),
                    new RelyingPartyPublicKey(read(answer, NEW), name.strip())));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException e) {
            throw Problem.Invalid.field("passkey", "The device's answer can't be taken. Try again.");
        }
        trail.info(actor, "Added a passkey");
    }

    /**
     * Begins a sign-in.
     *
     * @param actor whose passkeys will do, or null for whoever answers
     */
    public Question askToShow(@Nullable Actor actor) {
        String challenge = Bytes.random().toBase64UrlString();
        Authentication who = actor == null ? null : authentication(actor);
        return new Question(
                challenge, json().writeValueAsString(party(challenge).createCredentialRequestOptions(() -> who)));
    }

    /**
     * Who signed the challenge.
     *
     * @throws BadCredentials when nobody did whom we know
     */
    @Transactional
    public SignedIn prove(String challenge, String answer) {
        WebAuthnRelyingPartyOperations party = party(challenge);
        PublicKeyCredentialUserEntity owner;
        try {
            owner = party.authenticate(new RelyingPartyAuthenticationRequest(
                    party.createCredentialRequestOptions(() -> null), read(answer, SHOWN)));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException e) {
            throw BadCredentials.passkey();
        }
        Actor actor = owners.findOwner(owner.getId()).orElseThrow(BadCredentials::passkey);
        Credential account = signIn.get(actor);
        if (!account.open()) {
            throw BadCredentials.passkey();
        }
        return new SignedIn(actor, account.name());
    }

    /** @throws Problem.NotFound when the actor has no such passkey, whoever else has */
    @Transactional(propagation = Propagation.MANDATORY)
    void remove(Actor actor, String id) {
        CredentialRecord key = records(actor).stream()
                .filter(record -> record.getCredentialId().toBase64UrlString().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.NotFound.of("passkey"));
        credentials.delete(key.getCredentialId());
        trail.info(actor, "Removed a passkey");
    }

    private List<CredentialRecord> records(Actor actor) {
        return owners.findHandle(actor).map(credentials::findByUserId).orElse(List.of());
    }

    /** The same challenge gives the same questions, so that only it has to be kept between the two halves. */
    private WebAuthnRelyingPartyOperations party(String challenge) {
        URI address = URI.create(url.base());
        String host = Optional.ofNullable(address.getHost()).orElse("localhost");
        Webauthn4JRelyingPartyOperations party = new Webauthn4JRelyingPartyOperations(
                owners,
                credentials,
                PublicKeyCredentialRpEntity.builder()
                        .id(host)
                        .name("Outpatient")
                        .build(),
                Set.of(origin(address)));
        party.setWebAuthnManager(checker());
        party.setCustomizeCreationOptions(options -> options.challenge(Bytes.fromBase64(challenge))
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .build()));
        party.setCustomizeRequestOptions(options ->
                options.challenge(Bytes.fromBase64(challenge)).userVerification(UserVerificationRequirement.REQUIRED));
        return party;
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private <T> T read(String answer, TypeReference<T> type) {
        if (answer.length() > LONGEST_ANSWER) {
            throw new IllegalArgumentException("No device answers with so much");
        }
        return json().readValue(answer, type);
    }

    private static Authentication authentication(Actor actor) {
        return UsernamePasswordAuthenticationToken.authenticated(
                PasskeyOwnerRepository.userName(actor), null, List.of());
    }

    /** Made when first needed: it takes longer than the start has time for. */
    private JsonMapper json() {
        JsonMapper made = json;
        if (made == null) {
            made = JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
            json = made;
        }
        return made;
    }

    private WebAuthnManager checker() {
        WebAuthnManager made = checker;
        if (made == null) {
            made = WebAuthnManager.createNonStrictWebAuthnManager();
            checker = made;
        }
        return made;
    }
}
