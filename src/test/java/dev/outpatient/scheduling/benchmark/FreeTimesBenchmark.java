package dev.outpatient.scheduling.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The earliest free times of many doctors whose calendars are nearly full, asked of the service itself. */
class FreeTimesBenchmark {

    private static final int WANTED = 20;

    /** A search, and how long it took. */
    private static final class Question {

        private final SlotSearch slots;
        private final SlotFilter filter;
        private final Latencies latencies = new Latencies(Setting.SEARCHES);

        Question(ApplicationContext program, SlotFilter filter) {
            this.slots = program.getBean(SlotSearch.class);
            this.filter = filter;
        }

        void ask(boolean counts) {
            long start = System.nanoTime();
            int found = slots.search(filter, WANTED).size();
            long took = System.nanoTime() - start;
            assertThat(found).isEqualTo(WANTED);
            if (counts) {
                latencies.add(took);
            }
        }

        double p50() {
            return latencies.percentile(50);
        }

        double p99() {
            return latencies.percentile(99);
        }
    }

    private final BenchmarkClinic clinic = BenchmarkClinic.get();
    private final String specialty = ClinicData.specialty(1);

    @Test
    void earliestTimes() throws Exception {
        Question ofSpecialty = new Question(clinic.network, filter(specialty, null));
        Question ofAll = new Question(clinic.network, filter(null, null));
        Question specialtyHere = new Question(clinic.network, filter(specialty, ClinicData.STATE));
        Question specialtyLarger = new Question(clinic.larger, filter(specialty, ClinicData.STATE));
        Question allHere = new Question(clinic.network, filter(null, ClinicData.STATE));
        Question allLarger = new Question(clinic.larger, filter(null, ClinicData.STATE));
        Latencies machine =
                measure(Setting.SEARCHES, ofSpecialty, ofAll, specialtyHere, specialtyLarger, allHere, allLarger);

        int few = Setting.DOCTORS / Setting.SPECIALTIES;
        Report.title("a. The " + WANTED + " earliest free times, " + Setting.SEARCHES + " searches each");
        Report.line("  what the machine adds: SELECT 1 took %s", machine);
        Report.line("  %,d doctors of a specialty: %s", few, ofSpecialty.latencies);
        Report.line("  %,d doctors: %s", Setting.DOCTORS, ofAll.latencies);
        Report.line("  %,d doctors of a specialty in a state: %s", few, specialtyHere.latencies);
        Report.line("    the same, %d times the appointments: %s", Setting.GROWTH, specialtyLarger.latencies);
        Report.line("  %,d doctors in a state: %s", Setting.DOCTORS, allHere.latencies);
        Report.line("    the same, %d times the appointments: %s", Setting.GROWTH, allLarger.latencies);
        Report.atMost("p99 of " + few + " doctors", ofSpecialty.p99(), 10, " ms");
        Report.atMost("p99 of " + Setting.DOCTORS + " doctors", ofAll.p99(), 25, " ms");
        Report.atMost("growth, " + few + " doctors, p50", specialtyLarger.p50() / specialtyHere.p50(), 1.3, "");
        Report.atMost("growth, " + few + " doctors, p99", specialtyLarger.p99() / specialtyHere.p99(), 1.3, "");
        Report.atMost("growth, " + Setting.DOCTORS + " doctors, p50", allLarger.p50() / allHere.p50(), 1.3, "");
        Report.atMost("growth, " + Setting.DOCTORS + " doctors, p99", allLarger.p99() / allHere.p99(), 1.3, "");

        Question ofEverybody = new Question(clinic.larger, filter(null, null));
        measure(Setting.SEARCHES / 10, ofEverybody);
        Report.line(
                "  no limit: %,d doctors without a filter: %s",
                Setting.DOCTORS * Setting.GROWTH, ofEverybody.latencies);
        fullMonth();
    }

    /** Only the calendar of doctors is changed for it: it is all that the search reads. */
    private void fullMonth() throws Exception {
        List<String> undo = List.of(
                "UPDATE network.calendar_day c JOIN network.calendar_kept k USING (owner_kind, day, owner_id)"
                        + " SET c.busy = k.busy",
                "DROP TABLE network.calendar_kept");
        clinic.server.execute(
                "CREATE TABLE network.calendar_kept AS SELECT * FROM network.calendar_day"
                        + " WHERE owner_kind = 2 AND day < CURRENT_DATE + INTERVAL 30 DAY",
                "UPDATE network.calendar_day SET busy = UNHEX(REPEAT('FF', 36))"
                        + " WHERE owner_kind = 2 AND day < CURRENT_DATE + INTERVAL 30 DAY");
        Question ofSpecialty = new Question(clinic.network, filter(specialty, null));
        Question ofAll = new Question(clinic.network, filter(null, null));
        measure(Setting.SEARCHES / 10, ofSpecialty, ofAll);
        Report.line("  no limit: the first thirty days full, a specialty: %s", ofSpecialty.latencies);
        Report.line("  no limit: the first thirty days full, all: %s", ofAll.latencies);
        clinic.server.execute(undo.toArray(String[]::new));
        clinic.server.settle();
    }

    /**
     * The questions take turns, so that what disturbs the machine disturbs all of them alike. Gives how long the shortest
     * question there is took in between.
     */
    private Latencies measure(int searches, Question... questions) {
        JdbcTemplate database = clinic.network.getBean(JdbcTemplate.class);
        Latencies nothing = new Latencies(searches);
        for (int i = -Math.min(searches, Setting.WARM_UP); i < searches; i++) {
            long start = System.nanoTime();
            database.queryForObject("SELECT 1", Integer.class);
            long took = System.nanoTime() - start;
            for (Question question : questions) {
                question.ask(i >= 0);
            }
            if (i >= 0) {
                nothing.add(took);
            }
        }
        return nothing;
    }

    private static SlotFilter filter(@Nullable String specialty, @Nullable String state) {
        return new SlotFilter(null, null, specialty, null, state, null, null, null);
    }
}
