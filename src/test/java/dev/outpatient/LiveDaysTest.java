package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpatient.scheduling.Attendance;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two programs over one MariaDB: streams of one tell what happens on the other, to those who may know, and end with the session. */
class LiveDaysTest {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration QUIET = Duration.ofMillis(2500);
    private static final int STREAMS = 9;

    private static MovedProgram.MovedClock clock = new MovedProgram.MovedClock();
    private static List<MovedProgram> nodes = List.of();

    private final MovedProgram one;
    private final MovedProgram other;
    private final ClinicFixture clinic;
    private final String email = ClinicFixture.email("doctor");
    private final OfficeId office;
    private final DoctorId doctor;
    private final LocalDate date;
    private final String day;

    @BeforeAll
    static void start() {
        assumeTrue(Engine.available().contains(Engine.MARIADB), "Skipped: no MariaDB here");
        List<String> database = Engine.MARIADB.settings();
        nodes = List.of(
                MovedProgram.start(database, clock, "--outpatient.live.streams=" + STREAMS),
                MovedProgram.start(database, clock));
    }

    @AfterAll
    static void stop() {
        nodes.forEach(MovedProgram::close);
    }

    LiveDaysTest() {
        one = nodes.getFirst();
        other = nodes.getLast();
        clinic = new ClinicFixture(one.context());
        office = clinic.office(ClinicFixture.BOSTON);
        doctor = clinic.doctor(email, office);
        clinic.week(doctor, office, java.time.LocalTime.of(8, 0), java.time.LocalTime.of(18, 0), 30);
        date = LocalDate.ofInstant(clock.instant(), ClinicFixture.BOSTON).plusDays(3);
        day = "/day/changes?date=" + date;
    }

    @Test
    void whatHappensOnOneNodeIsToldOnTheOther() {
        Browsing browser = one.browser().signedIn(email);
        Browsing admin = one.browser().signedIn(clinic.admin());
        String page = browser.get("/day?date=" + date).body();
        String version = version(page);
        try (ServerEvents own = ServerEvents.open(one.url() + day + "&version=" + version, browser.cookies());
                ServerEvents all = ServerEvents.open(
                        one.url() + "/admin/day/changes?officeId=" + office + "&date=" + date
                                + "&version="
                                + version(admin.get("/admin/day?officeId=" + office + "&date=" + date)
                                        .body()),
                        admin.cookies())) {
            assertThat(own.answer().statusCode()).isEqualTo(200);
            assertThat(own.answer().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(own.answer().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(own.answer().headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(own.next(QUIET)).as("nothing happened").isNull();

            AppointmentId visit = book(other, 9);
            String booked = Objects.requireNonNull(own.next(SOON));
            assertThat(booked).matches("event:changed\ndata:[0-9a-f-]{36}").doesNotContain(version);
            assertThat(all.next(SOON)).startsWith("event:changed");
            // Whoever loads the page now knows it already.
            assertThat(version(browser.get("/day?date=" + date).body()))
                    .isEqualTo(booked.substring(booked.length() - 36));

            other.bean(Attendance.class).arrive(Actor.of(doctor), visit, null);
            assertThat(own.next(SOON)).startsWith("event:changed").isNotEqualTo(booked);
            assertThat(all.next(SOON)).startsWith("event:changed");
            assertThat(own.next(QUIET)).as("each change once").isNull();
        }
        try (ServerEvents late = ServerEvents.open(one.url() + day + "&version=" + version, browser.cookies())) {
            assertThat(late.next(SOON)).as("what happened meanwhile").startsWith("event:changed");
        }
    }

    @Test
    void aStreamEndsWithItsSession() {
        Browsing browser = one.browser().signedIn(email);
        Browsing elsewhere = other.browser();
        elsewhere.cookies().putAll(browser.cookies());
        try (ServerEvents stream = ServerEvents.open(one.url() + day, browser.cookies())) {
            assertThat(stream.next(SOON)).startsWith("event:changed");
            elsewhere.get("/account/sessions");
            elsewhere.post("/sign-out");
            assertThat(stream.next(SOON)).startsWith("event:over");
            book(other, 9);
            assertThat(stream.ends(SOON)).isTrue();
        }
        try (ServerEvents again = ServerEvents.open(one.url() + day, browser.cookies())) {
            assertThat(again.answer().statusCode()).isEqualTo(302);
        }
    }

    /** Neither the stream nor the page that the script loads is a sign of use. */
    @Test
    void nobodyIsKeptSignedInByAnOpenPage() {
        Browsing browser = one.browser().signedIn(email);
        Browsing script = one.browser().with("X-Unattended", "true");
        script.cookies().putAll(browser.cookies());
        try (ServerEvents stream = ServerEvents.open(one.url() + day, browser.cookies())) {
            assertThat(stream.next(SOON)).startsWith("event:changed");
            clock.move(Duration.ofMinutes(8));
            assertThat(script.get("/day?date=" + date).statusCode()).isEqualTo(200);
            try (ServerEvents again = ServerEvents.open(one.url() + day, browser.cookies())) {
                assertThat(again.next(SOON)).startsWith("event:changed");
                clock.move(Duration.ofMinutes(8));
                assertThat(again.next(SOON)).startsWith("event:over");
                assertThat(again.ends(SOON)).isTrue();
            }
            assertThat(stream.ends(SOON)).isTrue();
        }
        assertThat(browser.isSignedIn()).isFalse();
    }

    /** A stream that ends makes the server go through its filters once more. */
    @Test
    void theEndOfAStreamIsNoSignOfUseEither() {
        Browsing browser = one.browser().signedIn(email);
        try (ServerEvents stream = ServerEvents.open(one.url() + day, browser.cookies())) {
            assertThat(stream.next(SOON)).startsWith("event:changed");
            clock.move(Duration.ofMinutes(11));
            assertThat(stream.ends(SOON)).as("no stream is longer").isTrue();
        }
        clock.move(Duration.ofMinutes(5));
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void onlyThoseFollowWhoMaySeeTheDay() {
        String office = "/admin/day/changes?officeId=" + this.office + "&date=" + date;
        Browsing patient = one.browser().with("Accept", "text/event-stream");
        String who = ClinicFixture.email("patient");
        clinic.patient(who);
        patient.signedIn(who);
        assertThat(patient.get(day).statusCode()).isEqualTo(403);
        assertThat(patient.get(office).statusCode()).isEqualTo(403);
        Browsing own = one.browser().with("Accept", "text/event-stream").signedIn(email);
        assertThat(own.get(office).statusCode()).isEqualTo(403);
        assertThat(own.get("/day/changes?date=tomorrow").statusCode()).isEqualTo(400);
        assertThat(own.get("/day/changes?date=%2B99999-01-01").statusCode()).isEqualTo(400);
        Browsing admin = one.browser().with("Accept", "text/event-stream").signedIn(clinic.admin());
        assertThat(admin.get(day).statusCode()).isEqualTo(403);
        assertThat(admin.get("/admin/day/changes?officeId=987654321&date=" + date)
                        .statusCode())
                .isEqualTo(404);
        assertThat(one.browser().get(day).headers().firstValue("Location").orElse(""))
                .startsWith("/sign-in");
    }

    @Test
    void aBrowserAndANodeHaveOnlySoManyStreams() {
        // Those of other tests end, whether or not their pages were left.
        clock.move(Duration.ofMinutes(11));
        Browsing browser = one.browser().signedIn(email);
        Browsing second = one.browser().signedIn(email);
        List<ServerEvents> open = new ArrayList<>();
        try {
            for (int i = 0; i < 7; i++) {
                open.add(ServerEvents.open(one.url() + day, browser.cookies()));
            }
            assertThat(open).allMatch(stream -> stream.answer().statusCode() == 200);
            assertThat(open.getFirst().ends(SOON)).as("the oldest makes room").isTrue();
            assertThat(open.get(1).ends(QUIET)).as("the others stay").isFalse();
            for (int i = 6; i < STREAMS; i++) {
                open.add(ServerEvents.open(one.url() + day, second.cookies()));
            }
            assertThat(open).allMatch(stream -> stream.answer().statusCode() == 200);
            try (ServerEvents refused = ServerEvents.open(one.url() + day, second.cookies())) {
                assertThat(refused.answer().statusCode()).isEqualTo(503);
                assertThat(refused.answer().headers().firstValue("Retry-After")).isPresent();
            }
            second.get("/day");
            second.post("/sign-out");
            assertThat(open.getLast().ends(SOON)).isTrue();
        } finally {
            open.forEach(ServerEvents::close);
        }
    }

    /** The script may ask for the page between a step and the page that the step leads to. */
    @Test
    void whatIsSaidOnceWaitsForThePageThatSomebodyOpens() {
        Browsing browser = one.browser().signedIn(email);
        browser.get("/day?date=" + date);
        HttpResponse<String> step =
                browser.post("/day/block", "startsAt", at(9) + "", "endsAt", at(9).plusSeconds(1800) + "");
        assertThat(step.statusCode()).isEqualTo(302);
        String next = step.headers().firstValue("Location").orElse("");
        Browsing script = one.browser().with("X-Unattended", "true");
        script.cookies().putAll(browser.cookies());
        assertThat(script.get(next).body()).doesNotContain("Nobody can book this time now.");
        assertThat(browser.get(next).body()).contains("Nobody can book this time now.");
    }

    /** Else a program with an open page would take its full time to stop. */
    @Test
    void aProgramThatStopsWaitsForNoStream() {
        try (MovedProgram third = MovedProgram.start(Engine.H2.settings(), new MovedProgram.MovedClock())) {
            ClinicFixture there = new ClinicFixture(third.context());
            there.doctor(email, there.office(ClinicFixture.BOSTON));
            Browsing browser = third.browser().signedIn(email);
            try (ServerEvents stream = ServerEvents.open(third.url() + day, browser.cookies())) {
                assertThat(stream.next(SOON)).startsWith("event:changed");
                long before = System.nanoTime();
                third.close();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
                assertThat(stream.ends(SOON)).isTrue();
            }
        }
    }

    private AppointmentId book(MovedProgram node, int hour) {
        return node.bean(Booking.class)
                .book(Actor.OPERATOR, new BookingRequest(doctor, office, at(hour), null, clinic.patient()), null)
                .appointment()
                .id();
    }

    private Instant at(int hour) {
        return date.atTime(hour, 0).atZone(ClinicFixture.BOSTON).toInstant();
    }

    private static String version(String page) {
        Matcher found = Pattern.compile("data-version=\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
