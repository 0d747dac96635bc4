package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** Understands the rows of the form, and puts what is wrong with them at their fields in the reader's words. */
final class HoursReader {

    private static final Pattern FIELD = Pattern.compile("\\[(\\d+)]\\.(\\w+)");
    private static final int FIVE = 5;

    private final DoctorId doctor;
    private final Map<OfficeId, Office> offices;
    private final Errors errors;
    private final List<WorkingHours> read = new ArrayList<>();

    HoursReader(DoctorId doctor, Map<OfficeId, Office> offices, Errors errors) {
        this.doctor = doctor;
        this.offices = offices;
        this.errors = errors;
    }

    /** Those that can be understood; without errors that is all of them, in the same places. */
    List<WorkingHours> read(HoursForm form) {
        List<HoursRow> rows = form.list();
        for (int i = 0; i < rows.size(); i++) {
            HoursRow row = rows.get(i);
            String at = "rows[" + i + "].";
            row.day().flatMap(day -> hours(day, row, at)).ifPresent(read::add);
        }
        return read;
    }

    private Optional<WorkingHours> hours(DayOfWeek day, HoursRow row, String at) {
        Optional<LocalTime> start = Typed.time(row.startTime());
        Optional<LocalTime> end = Typed.time(row.endTime());
        Optional<Integer> minutes = Typed.number(row.visitMinutes());
        Optional<OfficeId> office = offices.keySet().stream()
                .filter(id -> id.toString().equals(row.officeId()))
                .findFirst();
        require(start, at + "startTime", "hours.problem.start");
        require(end, at + "endTime", "hours.problem.end");
        require(minutes, at + "visitMinutes", "hours.problem.minutes");
        require(office, at + "officeId", "hours.problem.office");
        boolean dated = isDateOrBlank(row.validFrom(), at + "validFrom") & isDateOrBlank(row.validTo(), at + "validTo");
        if (start.isEmpty() || end.isEmpty() || minutes.isEmpty() || office.isEmpty() || !dated) {
            return Optional.empty();
        }
        LocalDate from = Typed.date(row.validFrom()).orElse(null);
        LocalDate to = Typed.date(row.validTo()).orElse(null);
        return Optional.of(
                new WorkingHours(doctor, office.get(), day, start.get(), end.get(), minutes.get(), from, to));
    }

    private void require(Optional<?> value, String field, String code) {
        if (value.isEmpty()) {
            errors.rejectValue(field, code);
        }
    }

    private boolean isDateOrBlank(@Nullable String text, String field) {
        boolean understood = Typed.isBlank(text) || Typed.date(text).isPresent();
        if (!understood) {
            errors.rejectValue(field, "hours.problem.date");
        }
        return understood;
    }

    /** What the use case refused, such as {@code [2].endTime}. */
    void refuse(List<FieldError> refused, Words words) {
        for (FieldError error : refused) {
            Matcher field = FIELD.matcher(error.field());
            if (field.matches() && Integer.parseInt(field.group(1)) < read.size()) {
                int row = Integer.parseInt(field.group(1));
                refuse("rows[" + row + "]." + field.group(2), field.group(2), row, words);
            } else {
                errors.reject("hours.problem.other", error.message());
            }
        }
    }

    /** Says another range in the reader's language. */
    interface Words {
        String of(WorkingHours range, @Nullable Office office);
    }

    private void refuse(String path, String field, int row, Words words) {
        WorkingHours range = read.get(row);
        switch (field) {
            case "startTime" -> refuseStart(path, range, row, words);
            case "endTime" -> {
                if (range.endMinute() % FIVE != 0 || range.endTime().getSecond() != 0) {
                    errors.rejectValue(path, "hours.problem.five");
                } else {
                    errors.rejectValue(path, "hours.problem.short", new Object[] {range.visitMinutes()}, null);
                }
            }
            case "visitMinutes" -> errors.rejectValue(path, "hours.problem.minutes");
            case "validTo" -> errors.rejectValue(path, "hours.problem.last");
            default -> errors.rejectValue(path, "hours.problem.office");
        }
    }

    private void refuseStart(String path, WorkingHours range, int row, Words words) {
        if (range.startMinute() % FIVE != 0 || range.startTime().getSecond() != 0) {
            errors.rejectValue(path, "hours.problem.five");
            return;
        }
        read.subList(0, row).stream()
                .filter(range::overlaps)
                .findFirst()
                .ifPresentOrElse(
                        other -> errors.rejectValue(
                                path,
                                "hours.problem.overlap",
                                new Object[] {words.of(other, offices.get(other.officeId()))},
                                null),
                        () -> errors.rejectValue(path, "hours.problem.two-places"));
    }
}
