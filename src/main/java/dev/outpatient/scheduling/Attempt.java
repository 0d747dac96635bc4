package dev.outpatient.scheduling;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import java.time.Instant;

/**
 * What one client of a proof tries in a round. As text it is a line, so that it can be sent to another process.
 *
 * @param client the number of the client; each tries one thing at a time
 * @param patient for whom
 * @param start the wanted start; of no meaning to who cancels
 * @param holder the client whose appointment is moved or cancelled, or -1
 * @param appointment the number of that appointment, or 0 while it is not booked yet
 */
record Attempt(
        int client,
        Deed deed,
        Actor actor,
        PatientId patient,
        DoctorId doctor,
        OfficeId office,
        Instant start,
        int holder,
        long appointment) {

    /** What can be tried. */
    enum Deed {
        BOOK("booked"),
        MOVE("moved"),
        CANCEL("cancelled");

        private final String done;

        Deed(String done) {
            this.done = done;
        }

        /** The word of the answer when it was done. */
        String done() {
            return done;
        }
    }

    AppointmentId appointmentId() {
        return new AppointmentId(appointment);
    }

    Attempt of(AppointmentId held) {
        return new Attempt(client, deed, actor, patient, doctor, office, start, holder, held.value());
    }

    @Override
    public String toString() {
        return "%d %s %s %d %d %d %d %d %d %d"
                .formatted(
                        client,
                        deed,
                        actor.role(),
                        actor.id(),
                        patient.value(),
                        doctor.value(),
                        office.value(),
                        start.getEpochSecond(),
                        holder,
                        appointment);
    }

    static Attempt parse(String line) {
        String[] words = line.split(" ");
        return new Attempt(
                Integer.parseInt(words[0]),
                Deed.valueOf(words[1]),
                new Actor(Role.valueOf(words[2]), Long.parseLong(words[3])),
                new PatientId(Long.parseLong(words[4])),
                new DoctorId(Long.parseLong(words[5])),
                new OfficeId(Long.parseLong(words[6])),
                Instant.ofEpochSecond(Long.parseLong(words[7])),
                Integer.parseInt(words[8]),
                Long.parseLong(words[9]));
    }

    /**
     * What a client was told.
     *
     * @param word what was done, such as {@code booked}, or the type of the refusal, or {@link #ERROR}
     * @param appointment the appointment that was booked, moved or cancelled, or 0
     * @param detail what an error said, else empty
     */
    record Answer(int client, String word, long appointment, String detail) {

        static final String ERROR = "error";

        boolean isError() {
            return word.equals(ERROR);
        }

        @Override
        public String toString() {
            return client + " " + word + " " + appointment + " " + detail.replaceAll("\\s+", " ");
        }

        static Answer parse(String line) {
            String[] words = line.split(" ", 4);
            return new Answer(Integer.parseInt(words[0]), words[1], Long.parseLong(words[2]), words[3]);
        }
    }
}
