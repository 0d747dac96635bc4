package dev.outpatient.portal;

import dev.outpatient.directory.OfficeDetails;
import java.time.ZoneId;

/** The offices of the demo clinic: five of them, in three time zones. */
enum DemoOffice {
    HARBOR("Harbor Office", "210 Atlantic Avenue", "Boston", "MA", "(617) 555-0110", "America/New_York"),
    DAVIS("Davis Square Office", "48 Holland Street", "Somerville", "MA", "(617) 555-0120", "America/New_York"),
    LAKEVIEW("Lakeview Office", "3150 North Broadway", "Chicago", "IL", "(773) 555-0130", "America/Chicago"),
    PILSEN("Pilsen Office", "1824 South Blue Island Avenue", "Chicago", "IL", "(312) 555-0140", "America/Chicago"),
    UNION("Union Office", "1701 Wynkoop Street, Suite 200", "Denver", "CO", "(303) 555-0150", "America/Denver");

    private final String title;
    private final String address;
    private final String city;
    private final String state;
    private final String phone;
    private final ZoneId zone;

    DemoOffice(String title, String address, String city, String state, String phone, String zone) {
        this.title = title;
        this.address = address;
        this.city = city;
        this.state = state;
        this.phone = phone;
        this.zone = ZoneId.of(zone);
    }

    OfficeDetails details() {
        return new OfficeDetails(title, address, city, state, phone, zone);
    }

    ZoneId zone() {
        return zone;
    }

    String state() {
        return state;
    }
}
