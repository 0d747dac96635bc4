package dev.outpatient.scheduling;

import dev.outpatient.scheduling.Attempt.Answer;
import java.util.List;

/** Some of the clients of a proof: those in this process, or those in another one. */
interface ProofClients extends AutoCloseable {

    /** Gives each client what to try next. All of them stand ready when it returns. */
    void prepare(List<Attempt> attempts);

    /** Lets all of them start at this moment. */
    void go();

    /** Waits until all of them are done; the answers come in no order. */
    List<Answer> answers();

    @Override
    void close();
}
