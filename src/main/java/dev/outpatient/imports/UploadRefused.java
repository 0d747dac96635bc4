package dev.outpatient.imports;

import dev.outpatient.shared.Problem;

/** Files that were sent can't be imported, or not now. */
public final class UploadRefused extends Problem {

    /** Why. */
    public enum Why {
        /** Another import runs. */
        RUNNING,
        NOTHING_SENT,
        /** A file of another name than those of an export. */
        UNKNOWN_FILE,
        SENT_TWICE,
        /** More than this program unpacks. */
        TOO_LARGE,
        UNREADABLE,
        /** A file is missing, or lacks a column. */
        UNUSABLE
    }

    private final Why why;
    private final String about;

    private UploadRefused(Why why, String about) {
        super(why == Why.RUNNING ? Kind.CONFLICT : Kind.INVALID, "upload-refused", why + ": " + about);
        this.why = why;
        this.about = about;
    }

    static UploadRefused because(Why why, String about) {
        return new UploadRefused(why, about);
    }

    public Why why() {
        return why;
    }

    /** The file that is meant, or what is wrong with the files. */
    public String about() {
        return about;
    }
}
