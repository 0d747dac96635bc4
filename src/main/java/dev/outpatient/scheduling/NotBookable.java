package dev.outpatient.scheduling;

import dev.outpatient.shared.Problem;
import java.util.Map;

/** The time breaks a rule, so nobody could book it. */
public final class NotBookable extends Problem {

    /** The rules a time can break, in the order in which they are tried. */
    public enum Rule {
        PAST("past", "This time has passed."),
        TOO_SOON("too-soon", "This time is too soon to book online. Call the office."),
        TOO_FAR_AHEAD("too-far-ahead", "This time is too far ahead to book yet."),
        CLOSED("closed", "The office is closed on this day."),
        TIME_OFF("time-off", "The doctor is away at this time."),
        OUTSIDE_HOURS("outside-hours", "The doctor does not work at this time in this office."),
        OFF_THE_GRID("off-the-grid", "Visits do not start at this time."),
        SKIPPED("skipped", "The clocks skip this time on that day."),
        TOO_MANY("too-many", "There are as many appointments ahead as this office lets one patient have.");

        private final String word;
        private final String message;

        Rule(String word, String message) {
            this.word = word;
            this.message = message;
        }

        /** The stable name of the rule. */
        public String word() {
            return word;
        }
    }

    private final Rule rule;

    private NotBookable(Rule rule) {
        super(Kind.UNPROCESSABLE, "not-bookable", rule.message);
        this.rule = rule;
    }

    static NotBookable because(Rule rule) {
        return new NotBookable(rule);
    }

    public Rule rule() {
        return rule;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("rule", rule.word());
    }
}
