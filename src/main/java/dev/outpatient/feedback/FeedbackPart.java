package dev.outpatient.feedback;

import dev.outpatient.patients.PersonalData;
import dev.outpatient.shared.PatientId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a patient said of the visits. */
@Component
@Order(50)
class FeedbackPart implements PersonalData {

    /** As it is exported. */
    record Item(
            @Nullable Long appointmentId,
            int rating,
            @Nullable String comments,
            Instant createdAt,
            @Nullable String answer) {}

    private final FeedbackDocuments feedback;

    FeedbackPart(FeedbackDocuments feedback) {
        this.feedback = feedback;
    }

    @Override
    public String section() {
        return "feedback";
    }

    @Override
    public List<?> export(PatientId patient) {
        return Feedbacks.available(() -> feedback.ofPatient(patient, Integer.MAX_VALUE)).stream()
                .map(said -> new Item(
                        said.appointmentId() == null
                                ? null
                                : said.appointmentId().value(),
                        said.rating(),
                        said.comments(),
                        said.createdAt(),
                        said.answer() == null ? null : said.answer().text()))
                .toList();
    }

    /** The rating counts on for the doctor; nobody can tell any more whose it was. */
    @Override
    public void erase(PatientId patient) {
        Feedbacks.available(() -> {
            feedback.forgetWords(patient);
            return true;
        });
    }
}
