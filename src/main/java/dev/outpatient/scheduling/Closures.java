package dev.outpatient.scheduling;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import dev.outpatient.shared.Rows;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The dates on which offices are closed. Everybody may know them; admins keep them. */
@Service
public class Closures {

    private static final int LONGEST_NAME = 255;

    /** A date to close on, and what it is called. */
    public record Day(LocalDate date, String name) {}

    /** The closures that were entered, and the appointments on them, which stand until somebody moves or cancels them. */
    public record Entered(List<Closure> closures, List<AppointmentView> affected) {}

    private final ClosureRepository closures;
    private final Schedules schedules;
    private final ScheduleStamps stamps;
    private final Affected affected;
    private final Directory directory;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;
    private final Clock clock;

    Closures(
            ClosureRepository closures,
            Schedules schedules,
            ScheduleStamps stamps,
            Affected affected,
            Directory directory,
            RetriedTransaction transaction,
            AuditTrail trail,
            Clock clock) {
        this.closures = closures;
        this.schedules = schedules;
        this.stamps = stamps;
        this.affected = affected;
        this.directory = directory;
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * An office's closures in order.
     *
     * @param from the first date, or null for today
     * @param to the last date, or null for all that come
     * @throws Problem.NotFound when there is no such office
     */
    public List<Closure> list(OfficeId office, @Nullable LocalDate from, @Nullable LocalDate to) {
        Dates.check("from", from);
        Dates.check("to", to);
        LocalDate today =
                LocalDate.now(clock.withZone(directory.getOffice(office).timeZone()));
        return closures.list(List.of(office), from == null ? today : from, to == null ? today.plusYears(100) : to);
    }

    /**
     * Why an office is closed on a date, or empty when it is not. Of a date that is not over the schedules in memory know
     * whether it is, so that mostly nothing is read.
     */
    public Optional<Closure> find(Office office, LocalDate date) {
        boolean over = date.isBefore(LocalDate.now(clock.withZone(office.timeZone())));
        return over || schedules.current().isClosed(office.id(), date)
                ? closures.list(List.of(office.id()), date, date).stream().findFirst()
                : Optional.empty();
    }

    /** The closures of offices that there are from one date to another, both included, in order. */
    public List<Closure> list(Collection<OfficeId> offices, LocalDate from, LocalDate to) {
        return closures.list(offices, from, to);
    }

    /**
     * An office's closures, those that are over too.
     *
     * @param year of the dates, or null for all
     * @throws Problem.Forbidden when the actor is no admin
     */
    public Rows<Closure> list(Actor actor, OfficeId office, @Nullable Integer year, Listing<ClosureOrder> listing) {
        requireAdmin(actor);
        return closures.list(office, year, listing);
    }

    /** The years in which an office is or was closed, the latest first. */
    public List<Integer> years(OfficeId office) {
        return closures.years(office);
    }

    /**
     * How many appointments would stand in the way of closing an office on a date.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is no such office
     */
    public int countBooked(Actor actor, OfficeId office, LocalDate date) {
        requireAdmin(actor);
        return affected.on(List.of(date), directory.getOffice(office).id()).size();
    }

    /**
     * Closes an office on some dates; one that is closed already gets the new name. Appointments that stand are not
     * touched.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is no such office
     * @throws Problem.Invalid naming each date that has passed or name that is too long, such as {@code days[2].name}
     */
    public Entered enter(Actor actor, OfficeId office, List<Day> days) {
        requireAdmin(actor);
        LocalDate today =
                LocalDate.now(clock.withZone(directory.getOffice(office).timeZone()));
        check(days, today);
        List<LocalDate> dates = days.stream().map(Day::date).sorted().toList();
        transaction.run(() -> {
            stamps.changed(office);
            days.forEach(day -> closures.put(office, day.date(), day.name().strip(), clock.instant()));
            trail.info(
                    actor, "Closed office " + office + " on " + dates.size() + (dates.size() == 1 ? " day" : " days"));
            return office;
        });
        List<Closure> entered = closures.list(List.of(office), dates.getFirst(), dates.getLast()).stream()
                .filter(closure -> dates.contains(closure.closedOn()))
                .toList();
        return new Entered(entered, affected.on(dates, office));
    }

    /**
     * Opens the office again.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when the office has no such closure
     */
    public void remove(Actor actor, OfficeId office, long id) {
        requireAdmin(actor);
        transaction.run(() -> {
            stamps.changed(office);
            Closure closure = closures.find(office, id).orElseThrow(() -> Problem.NotFound.of("closure"));
            closures.delete(office, id);
            trail.info(actor, "Opened office " + office + " on " + closure.closedOn());
            return id;
        });
    }

    private static void check(List<Day> days, LocalDate today) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            if (day.date().isBefore(today) || day.date().isAfter(today.plusYears(10))) {
                errors.add(new FieldError("days[" + i + "].date", "Use a date from today to ten years from now."));
            }
            if (day.name().isBlank() || day.name().strip().length() > LONGEST_NAME) {
                errors.add(new FieldError("days[" + i + "].name", "Use 1 to " + LONGEST_NAME + " characters."));
            }
        }
        if (days.isEmpty()) {
            errors.add(new FieldError("days", "Name at least one."));
        }
        if (!errors.isEmpty()) {
            throw Problem.Invalid.fields(errors);
        }
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("close an office");
        }
    }
}
