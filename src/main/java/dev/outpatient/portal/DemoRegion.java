package dev.outpatient.portal;

import static dev.outpatient.portal.DemoOffice.DAVIS;
import static dev.outpatient.portal.DemoOffice.HARBOR;
import static dev.outpatient.portal.DemoOffice.LAKEVIEW;
import static dev.outpatient.portal.DemoOffice.PILSEN;
import static dev.outpatient.portal.DemoOffice.UNION;

import java.util.List;
import java.util.Set;

/**
 * Where the patients of the demo clinic live; they visit the offices nearby.
 *
 * @param patients how many live there
 * @param towns the first one is where most live
 * @param areaCodes of their telephones
 */
record DemoRegion(
        String state,
        Set<DemoOffice> offices,
        int patients,
        List<String> towns,
        List<String> streets,
        List<String> areaCodes) {

    static final List<DemoRegion> ALL = List.of(
            new DemoRegion(
                    "MA",
                    Set.of(HARBOR, DAVIS),
                    165,
                    List.of("Boston", "Somerville", "Cambridge", "Medford", "Quincy", "Brookline"),
                    List.of(
                            "Beacon Street",
                            "Centre Street",
                            "Dorchester Avenue",
                            "Highland Avenue",
                            "Maple Street",
                            "Meridian Street",
                            "Pearl Street",
                            "Summer Street",
                            "Washington Street",
                            "Winthrop Avenue"),
                    List.of("617", "857", "781")),
            new DemoRegion(
                    "IL",
                    Set.of(LAKEVIEW, PILSEN),
                    92,
                    List.of("Chicago", "Oak Park", "Evanston", "Cicero"),
                    List.of(
                            "North Ashland Avenue",
                            "North Clark Street",
                            "North Damen Avenue",
                            "South Halsted Street",
                            "South Loomis Street",
                            "West 18th Street",
                            "West Addison Street",
                            "West Cermak Road",
                            "West Roscoe Street"),
                    List.of("773", "312", "872")),
            new DemoRegion(
                    "CO",
                    Set.of(UNION),
                    43,
                    List.of("Denver", "Aurora", "Lakewood"),
                    List.of(
                            "East Colfax Avenue",
                            "Federal Boulevard",
                            "Larimer Street",
                            "Pecos Street",
                            "South Pearl Street",
                            "Tejon Street"),
                    List.of("303", "720")));
}
