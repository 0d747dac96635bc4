package dev.outpatient.scheduling;

import dev.outpatient.scheduling.Attempt.Answer;
import dev.outpatient.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The clients of a proof that are threads of this process. */
final class LocalClients implements ProofClients {

    private final Booking booking;
    /** Not virtual ones: who waits for a row of H2 may spin, and would keep the one it waits for from its processor. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final List<Future<Answer>> running = new ArrayList<>();
    private volatile CountDownLatch start = new CountDownLatch(1);
    private volatile boolean stopped;

    LocalClients(Booking booking) {
        this.booking = booking;
    }

    @Override
    public void prepare(List<Attempt> attempts) {
        running.clear();
        CountDownLatch ready = new CountDownLatch(attempts.size());
        CountDownLatch signal = new CountDownLatch(1);
        start = signal;
        for (Attempt attempt : attempts) {
            running.add(threads.submit(() -> {
                ready.countDown();
                signal.await();
                return answer(attempt);
            }));
        }
        await(ready);
    }

    @Override
    public void go() {
        start.countDown();
    }

    @Override
    public List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> client : running) {
            try {
                answers.add(client.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return answers;
    }

    private Answer answer(Attempt attempt) {
        if (stopped) {
            return new Answer(attempt.client(), Answer.ERROR, 0, "stopped");
        }
        try {
            return new Answer(attempt.client(), attempt.deed().done(), act(attempt), "");
        } catch (Problem e) {
            return new Answer(attempt.client(), e.type(), 0, "");
        } catch (RuntimeException e) {
            return new Answer(attempt.client(), Answer.ERROR, 0, e.toString());
        }
    }

    private long act(Attempt attempt) {
        AppointmentView after = switch (attempt.deed()) {
            case BOOK ->
                booking.book(
                        attempt.actor(),
                        new BookingRequest(
                                attempt.doctor(), attempt.office(), attempt.start(), null, attempt.patient()),
                        null);
            case MOVE ->
                // Nobody has changed it since it was booked.
                booking.move(attempt.actor(), attempt.appointmentId(), attempt.start(), attempt.office(), 1);
            case CANCEL -> booking.cancel(attempt.actor(), attempt.appointmentId(), null, null);
        };
        return after.appointment().id().value();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Nothing starts any more; what is under way ends first. Nobody is interrupted: H2 closes its file when that happens to
     * a thread that reads it.
     */
    @Override
    public void close() {
        stopped = true;
        start.countDown();
        threads.shutdown();
        try {
            threads.awaitTermination(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
