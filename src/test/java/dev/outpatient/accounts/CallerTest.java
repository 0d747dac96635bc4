package dev.outpatient.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose attempts are counted together. */
class CallerTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:1:2::1, 2001:0DB8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "2001:db8::1, 2001:db8:0:0:1::, true",
        "::1, ::2, true",
        "unknown:1, unknown:2, false"
    })
    void anIpv6AddressIsCountedByItsNetwork(String one, String other, boolean together) {
        assertThat(network(one).equals(network(other))).isEqualTo(together);
    }

    private static String network(String address) {
        return new Caller(address, null, null).network();
    }
}
