package dev.outpatient.prescriptions;

import dev.outpatient.shared.DocumentStore;
import dev.outpatient.shared.Problem;
import java.util.function.Supplier;

/** Asks MongoDB for prescriptions. */
final class Stored {

    private Stored() {}

    /**
     * @param work safe to be done again by the caller
     * @throws Problem.Unavailable when MongoDB could not be reached; whether something was written is not known then
     */
    static <T> T ask(Supplier<T> work) {
        return DocumentStore.ask(
                work, "Prescriptions can't be read or saved at this moment. Nothing is lost: try again soon.");
    }
}
