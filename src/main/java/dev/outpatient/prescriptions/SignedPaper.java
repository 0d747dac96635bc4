package dev.outpatient.prescriptions;

import java.time.ZoneId;

/**
 * A paper as it leaves the clinic.
 *
 * @param zone of the office
 * @param code what stands under its QR code and opens its public page, in three groups
 * @param proof the signature with the beginning of its key's name, for whoever checks the paper without asking the clinic
 */
public record SignedPaper(PrescriptionPaper paper, ZoneId zone, String code, String proof) {

    /** What the proof begins with: how its other parts, the key's name and the signature, are to be read. */
    static final String VERSION = "1";

    /** So much of the key's name is enough to find it by, and keeps the code coarse enough for any printer and telephone. */
    static final int KEY_LETTERS = 8;

    /**
     * What the QR code says after the address of the clinic. The part behind the # never leaves a browser; it says
     * nothing of the patient either.
     */
    public String address() {
        return "/p/" + paper.number() + "/" + code.replace("-", "") + "#" + proof;
    }
}
