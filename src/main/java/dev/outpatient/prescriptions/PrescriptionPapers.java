package dev.outpatient.prescriptions;

import dev.outpatient.accounts.Attempts;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.audit.SigningKeys;
import dev.outpatient.audit.SigningKeys.Purpose;
import dev.outpatient.audit.SigningKeys.Signed;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Prescriptions on paper: printed for those who may read them, and checked by whoever holds one. A paper says what the
 * clinic knows when it is printed, and is signed then. Why it is so: docs/decisions/0029.
 *
 * <p>All methods throw {@link Problem.Unavailable} when MongoDB is away.
 */
@Service
public class PrescriptionPapers {

    private static final Pattern NUMBER = Pattern.compile("\\d{4}-(\\d{6,18})");

    /** So many wrong birthdays for a paper in an hour, and then no more. */
    private static final int GUESSES = 5;

    private final Prescriptions prescriptions;
    private final PrescriptionDocuments documents;
    private final EntryRepository entries;
    private final Appointments appointments;
    private final Directory directory;
    private final DirectoryAdministration administration;
    private final Patients patients;
    private final SigningKeys keys;
    private final Attempts attempts;
    private final AuditTrail trail;
    private final Clock clock;

    PrescriptionPapers(
            Prescriptions prescriptions,
            PrescriptionDocuments documents,
            EntryRepository entries,
            Appointments appointments,
            Directory directory,
            DirectoryAdministration administration,
            Patients patients,
            SigningKeys keys,
            Attempts attempts,
            AuditTrail trail,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.documents = documents;
        this.entries = entries;
        this.appointments = appointments;
        this.directory = directory;
        this.administration = administration;
        this.patients = patients;
        this.keys = keys;
        this.attempts = attempts;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The paper of a prescription, signed with the key whose turn it is.
     *
     * @throws Problem.NotFound when there is none, or the actor may not know that there is
     * @throws Problem.Unavailable also when it is from before each had a code and has not got one yet
     */
    public SignedPaper print(Actor actor, ObjectId id) {
        Prescription prescription = prescriptions.get(actor, id);
        Optional<Office> office = officeOf(prescription);
        PrescriptionPaper paper = paper(prescription, office);
        String code = codeOf(prescription);
        Signed signed = keys.sign(Purpose.PRESCRIPTION, paper.content().getBytes(StandardCharsets.UTF_8));
        String proof = String.join(
                ".",
                SignedPaper.VERSION,
                signed.kid().substring(0, SignedPaper.KEY_LETTERS),
                Base64.getUrlEncoder().withoutPadding().encodeToString(signed.value()));
        prescriptions.tell(actor, prescription, "prescription.printed", "Printed a prescription");
        return new SignedPaper(paper, zone(office), PaperCode.inGroups(code), proof);
    }

    /** What its paper would say now, for somebody who has read the prescription already. */
    public PrescriptionPaper facts(Prescription prescription) {
        return paper(prescription, officeOf(prescription));
    }

    /**
     * Where the prescription was written, or where its doctor works; empty when neither is known. It is looked up for
     * whoever has the paper in hand, never in the doctor's name.
     */
    private Optional<Office> officeOf(Prescription prescription) {
        return Optional.ofNullable(prescription.appointmentId())
                .flatMap(appointments::findOffice)
                .or(() -> directory.officesOf(List.of(prescription.doctorId())).values().stream()
                        .flatMap(List::stream)
                        .findFirst());
    }

    /** What anybody may know who has the code; empty for an unknown number as for a wrong code. */
    public Optional<PaperStatus> check(String number, String code) {
        return find(number, code).map(prescription -> {
            Optional<Office> office = officeOf(prescription);
            ZoneId zone = zone(office);
            Cancellation cancelled = prescription.cancellation();
            return new PaperStatus(
                    numberOf(prescription),
                    LocalDate.ofInstant(prescription.prescribedAt(), zone),
                    prescription.status(clock.instant()),
                    cancelled == null ? null : LocalDate.ofInstant(cancelled.at(), zone),
                    office.map(Office::name).orElse(""));
        });
    }

    /**
     * What should stand on the paper, for whoever reads the patient's birthday on it too.
     *
     * @throws Problem.NotFound for an unknown number as for a wrong code
     * @throws Problem.Invalid on {@code birthday}, when it is another one
     * @throws dev.outpatient.accounts.TooManyAttempts after some wrong ones
     */
    public PaperDetails confirm(String number, String code, LocalDate birthday) {
        Prescription prescription = find(number, code).orElseThrow(() -> Problem.NotFound.of("prescription"));
        Attempts.Attempt attempt = attempts.guess("paper", prescription.id().toHexString(), GUESSES);
        PrescriptionPaper paper = facts(prescription);
        if (!birthday.equals(paper.birthday())) {
            trail.warning(null, "Refused: a paper with another birthday", Prescriptions.about(prescription));
            throw Problem.Invalid.field("birthday", "It is not the birthday that stands on the paper.");
        }
        attempt.succeeded();
        trail.info(null, "Confirmed a paper to its holder", Prescriptions.about(prescription));
        return new PaperDetails(
                paper.doctorName(),
                paper.medication(),
                paper.refills(),
                prescription.refills().left());
    }

    private Optional<Prescription> find(String number, String code) {
        Matcher parts = NUMBER.matcher(number.strip());
        Optional<ObjectId> document = parts.matches()
                ? entries.find(Long.parseLong(parts.group(1)))
                        .filter(entry -> entry.number().equals(number.strip()))
                        .map(EntryRepository.Entry::documentId)
                : Optional.of(number).filter(ObjectId::isValid).map(ObjectId::new);
        return document.flatMap(id -> Stored.ask(() -> documents.find(id)))
                .filter(prescription -> PaperCode.matches(prescription.code(), code));
    }

    private ZoneId zone(Optional<Office> office) {
        return office.map(Office::timeZone).orElseGet(directory::zone);
    }

    private PrescriptionPaper paper(Prescription prescription, Optional<Office> office) {
        @Nullable OfficeDetails place = office.map(Office::details).orElse(null);
        Doctor doctor = directory.getDoctor(prescription.doctorId());
        Patient patient = Objects.requireNonNull(
                patients.byId(List.of(prescription.patientId())).get(prescription.patientId()));
        return new PrescriptionPaper(
                numberOf(prescription),
                LocalDate.ofInstant(prescription.prescribedAt(), zone(office)),
                prescription.status(clock.instant()),
                place == null ? "" : place.name(),
                place == null ? "" : address(place),
                place == null || place.phone() == null ? "" : place.phone(),
                doctor.name(),
                doctor.specialty(),
                administration.findLicenseNumber(prescription.doctorId()).orElse(""),
                patient.name(),
                patient.dateOfBirth(),
                prescription.refills().allowed(),
                prescription.medication());
    }

    private static String address(OfficeDetails place) {
        return Stream.of(place.address(), place.city(), place.state())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** One from before there were numbers is called by its id. */
    private static String numberOf(Prescription prescription) {
        String number = prescription.number();
        return number == null ? prescription.id().toHexString() : number;
    }

    /** Printing is looking, so no code is made here: see {@link PaperCodes}. */
    private static String codeOf(Prescription prescription) {
        String code = prescription.code();
        if (code == null) {
            throw Problem.Unavailable.because(
                    "This prescription gets the code for its papers in the next minutes. Print it then.",
                    new IllegalStateException("No code yet: " + prescription.id()));
        }
        return code;
    }
}
