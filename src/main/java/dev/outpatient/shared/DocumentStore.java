package dev.outpatient.shared;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoWriteConcernException;
import java.util.function.Supplier;

/** Asks MongoDB, and tells people apart from defects when it is away. */
public final class DocumentStore {

    private DocumentStore() {}

    /**
     * @param work safe to be done again by the caller
     * @param whenAway for the reader: what can't be had, and what to do
     * @throws Problem.Unavailable when MongoDB could not be reached; whether something was written is not known then
     * @throws MongoException when it could, and refused
     */
    public static <T> T ask(Supplier<T> work, String whenAway) {
        try {
            return work.get();
        } catch (MongoException e) {
            if (isAway(e)) {
                throw Problem.Unavailable.because(whenAway, e);
            }
            throw e;
        }
    }

    private static boolean isAway(MongoException failure) {
        return failure instanceof MongoClientException // no server in time, among them
                || failure instanceof MongoSocketException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoWriteConcernException // not yet on as many nodes as it has to be
                || failure instanceof MongoExecutionTimeoutException;
    }
}
