package dev.outpatient.feedback.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.feedback.Feedback;
import dev.outpatient.feedback.FeedbackFilter;
import dev.outpatient.feedback.FeedbackList;
import dev.outpatient.feedback.FeedbackOrder;
import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Rows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What patients say of all doctors, for admins, on a page and as a file. Neither names a patient. */
@Controller
class FeedbackListPages {

    private static final String PATH = "/admin/feedback";

    /** Each may have words of two people. */
    private static final int SHOWN = 10;

    /** What was said, and of whom. */
    public record Line(Feedback said, Doctor doctor) {}

    private final Feedbacks feedbacks;
    private final Directory directory;

    FeedbackListPages(Feedbacks feedbacks, Directory directory) {
        this.feedbacks = feedbacks;
        this.directory = directory;
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable String doctorId,
            @RequestParam(required = false) @Nullable String rating,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        Listing<FeedbackOrder> listing =
                Listing.fromEnd(FeedbackOrder.class, sort, page).pagesOf(SHOWN);
        FeedbackFilter wanted = filter(doctorId, rating, state);
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put(
                "doctorId", wanted.doctorId() == null ? null : wanted.doctorId().toString());
        filter.put("rating", wanted.rating() == null ? null : wanted.rating().toString());
        filter.put("state", wanted.state() == null ? null : Listing.word(wanted.state()));
        model.addAttribute("doctors", directory.listDoctors(DoctorFilter.ALL));
        model.addAttribute("zone", directory.zone());
        Rows<Line> rows;
        try {
            FeedbackList found = feedbacks.search(actor, wanted, listing);
            List<Feedback> readable = found.rows().items();
            rows = new Rows<>(lines(readable), found.rows().total());
            model.addAttribute(
                    "unreadable",
                    found.unreadable() + readable.size() - rows.items().size());
        } catch (Problem.Unavailable e) {
            model.addAttribute("away", true);
            rows = Rows.none();
        }
        model.addAttribute("list", new ListPage<>(PATH, filter, listing, rows));
        return "admin-feedback";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String doctorId,
            @RequestParam(required = false) @Nullable String rating,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "feedback",
                List.of(
                        "id",
                        "created_at",
                        "doctor_id",
                        "doctor",
                        "rating",
                        "comments",
                        "answer",
                        "hidden_at",
                        "hide_reason"),
                lines(feedbacks.export(
                        actor, filter(doctorId, rating, state), Listing.fromEnd(FeedbackOrder.class, sort, null))),
                line -> {
                    Feedback said = line.said();
                    return Arrays.asList(
                            said.id().toHexString(),
                            said.createdAt(),
                            line.doctor().id(),
                            line.doctor().name(),
                            said.rating(),
                            said.comments(),
                            said.answer() == null ? null : said.answer().text(),
                            said.hiding() == null ? null : said.hiding().hiddenAt(),
                            said.hiding() == null ? null : said.hiding().reason());
                });
    }

    /** What is no choice of the page does not narrow. */
    private static FeedbackFilter filter(@Nullable String doctor, @Nullable String rating, @Nullable String state) {
        return new FeedbackFilter(
                doctor != null && doctor.matches("[1-9][0-9]{0,17}") ? new DoctorId(Long.parseLong(doctor)) : null,
                rating != null && rating.matches("[1-5]") ? Integer.valueOf(rating) : null,
                Listing.choice(FeedbackFilter.State.class, state));
    }

    private List<Line> lines(List<Feedback> all) {
        Map<DoctorId, Doctor> doctors = directory.doctorsById(
                all.stream().map(Feedback::doctorId).distinct().toList());
        // A doctor is never removed; a document of an older database may still point at none.
        return all.stream()
                .filter(said -> doctors.containsKey(said.doctorId()))
                .map(said -> new Line(said, Objects.requireNonNull(doctors.get(said.doctorId()))))
                .toList();
    }
}
