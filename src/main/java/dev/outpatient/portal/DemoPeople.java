package dev.outpatient.portal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.outpatient.patients.PatientDetails;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes up the patients of the demo clinic, household by household: who lives together shares an address, a telephone
 * and mostly a name.
 */
final class DemoPeople {

    private static final long SEED = 20_261_124;
    private static final List<String> MAIL_DOMAINS =
            List.of("example.org", "example.com", "example.net", "mail.example");
    /** Nobody is born within the days that the demo looks back. */
    private static final int YOUNGEST_DAYS = 120;

    /** Names that are found together. */
    private record Names(int share, List<String> women, List<String> men, List<String> families) {

        static Names of(NamedCsvRecord row) {
            return new Names(
                    Integer.parseInt(row.getField("share")),
                    List.of(row.getField("women").split(" ")),
                    List.of(row.getField("men").split(" ")),
                    List.of(row.getField("families").split(" ")));
        }
    }

    /** Where a household lives. */
    private record Home(DemoRegion region, String address, String town, String phone) {}

    private final Random random = new Random(SEED);
    private final List<Names> names =
            DemoTable.rows("names").stream().map(Names::of).toList();
    private final Set<String> taken = new HashSet<>();
    private final List<DemoPatient> people = new ArrayList<>();
    private final LocalDate today;
    private int phones;

    private DemoPeople(LocalDate today) {
        this.today = today;
    }

    /** All of them; the first one is the demo account. */
    static List<DemoPatient> all(LocalDate today) {
        DemoPeople clinic = new DemoPeople(today);
        int end = 0;
        for (DemoRegion region : DemoRegion.ALL) {
            end += region.patients();
            if (clinic.people.isEmpty()) {
                clinic.addDemoAccount(region);
            }
            while (clinic.people.size() < end) {
                clinic.addHousehold(region, end - clinic.people.size());
            }
        }
        return List.copyOf(clinic.people);
    }

    /** The part of an e-mail address before the at sign: "lucia.herrera" for "Lucía Herrera". */
    static String mailName(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z ]", "")
                .replace(' ', '.');
    }

    private void addDemoAccount(DemoRegion region) {
        Home home = home(region);
        String name = "Maya Brooks";
        taken.add(name);
        LocalDate bornOn = today.minusYears(39).minusDays(131);
        people.add(new DemoPatient(
                new PatientDetails(
                        name,
                        DemoClinic.PATIENT,
                        home.phone,
                        home.address,
                        region.towns().getFirst(),
                        "MA",
                        bornOn),
                bornOn,
                true,
                region));
    }

    /** @param most no more people than this */
    private void addHousehold(DemoRegion region, int most) {
        Home home = home(region);
        Names origin = pick();
        String family = any(origin.families);
        double kind = random.nextDouble();
        int age = kind < 0.40 ? between(25, 50) : kind < 0.68 ? between(19, 61) : between(60, 93);
        int adults = random.nextDouble() < 0.6 ? 2 : 1;
        int children = kind < 0.40 ? between(1, 3) : 0;
        boolean woman = random.nextBoolean();
        for (int i = 0; i < Math.min(adults, most); i++) {
            boolean newFamily = i > 0 && random.nextDouble() < 0.3;
            Names own = newFamily ? pick() : origin;
            add(own, newFamily ? any(own.families) : family, (i == 0) == woman, bornOn(age + i * between(-3, 3)), home);
        }
        for (int i = 0; i < Math.min(children, most - adults); i++) {
            int childAge = Math.min(17, between(Math.max(0, age - 40), age - 22));
            add(origin, family, random.nextBoolean(), bornOn(childAge), home);
        }
    }

    private void add(Names origin, String family, boolean woman, LocalDate bornOn, Home home) {
        String name;
        int tries = 0;
        do {
            // A small pool of names may be used up; then another family lives in the same house.
            Names from = tries++ < 8 ? origin : pick();
            name = any(woman ? from.women : from.men) + " " + (tries <= 8 ? family : any(from.families));
        } while (!taken.add(name));
        people.add(new DemoPatient(
                new PatientDetails(
                        name, email(name, bornOn), home.phone, home.address, home.town, home.region.state(), bornOn),
                bornOn,
                woman,
                home.region));
    }

    /** Children have none, and some of the oldest. */
    private @Nullable String email(String name, LocalDate bornOn) {
        boolean without = bornOn.isAfter(today.minusYears(16))
                || (bornOn.isBefore(today.minusYears(76)) && random.nextDouble() < 0.4);
        return without ? null : mailName(name) + "@" + any(MAIL_DOMAINS);
    }

    private LocalDate bornOn(int age) {
        int days = age * 365 + age / 4 + random.nextInt(365);
        return today.minusDays(Math.max(days, YOUNGEST_DAYS));
    }

    private Home home(DemoRegion region) {
        String address = between(3, 480) + " " + any(region.streets());
        if (random.nextDouble() < 0.35) {
            address += ", Apt " + between(1, 40);
        }
        List<String> towns = region.towns();
        String town = random.nextDouble() < 0.6 ? towns.getFirst() : any(towns);
        // 37 and 100 share no factor, so the numbers of an area repeat only after a hundred households.
        String phone = "(%s) 555-01%02d".formatted(any(region.areaCodes()), phones++ * 37 % 100);
        return new Home(region, address, town, phone);
    }

    private Names pick() {
        int share = random.nextInt(names.stream().mapToInt(Names::share).sum());
        for (Names candidate : names) {
            share -= candidate.share;
            if (share < 0) {
                return candidate;
            }
        }
        throw new IllegalStateException("No names");
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }
}
