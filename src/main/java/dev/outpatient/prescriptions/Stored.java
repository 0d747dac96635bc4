package dev.outpatient.prescriptions;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import dev.outpatient.shared.Problem;
import java.util.function.Supplier;

/** Asks MongoDB, and tells people apart from defects when it is away. */
final class Stored {

    private Stored() {}

    /**
     * @param work safe to be done again by the caller
     * @throws Problem.Unavailable when MongoDB could not be reached; whether something was written is not known then
     */
    static <T> T ask(Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException e) {
            if (isAway(e)) {
                throw Problem.Unavailable.because(
                        "Prescriptions can't be read or saved at this moment. Nothing is lost: try again soon.", e);
            }
            throw e;
        }
    }

    static boolean isAway(MongoException failure) {
        return failure instanceof MongoClientException // no server in time, among them
                || failure instanceof MongoSocketException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException;
    }
}
