package dev.outpatient;

import org.springframework.boot.SpringApplication;

/**
 * The program can't start, for a reason that one line tells the operator. Spring passes this kind of exception on
 * without a report of its own.
 */
public final class StartRefused extends SpringApplication.AbandonedRunException {

    private final String reason;

    public StartRefused(String reason) {
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
