package dev.outpatient.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.accounts.PasswordPolicy.Fault;
import dev.outpatient.shared.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private static final String EMAIL = "noor.haddad@example.org";
    private static final String NAME = "Noor Haddad";

    private final PasswordPolicy policy = new PasswordPolicy(new CommonPasswords());

    @ParameterizedTest
    @CsvSource({
        "PATIENT, 7xqkwvz, SHORT",
        "DOCTOR, 7xqkwvzmrty, SHORT",
        "ADMIN, 7xqkwvzmrty, SHORT",
        "PATIENT, password, COMMON",
        "PATIENT, PassWord, COMMON",
        "PATIENT, P@ssw0rd, COMMON",
        "PATIENT, password1, COMMON",
        "PATIENT, iloveyou, COMMON",
        "PATIENT, 12345678, COMMON",
        "PATIENT, qwertyuiop, COMMON",
        "ADMIN, password1234, COMMON",
        "ADMIN, 123456789012, COMMON",
        "ADMIN, qwertyuiop123, COMMON",
        "ADMIN, aaaaaaaaaaaa, COMMON",
        "ADMIN, abcabcabcabc, COMMON",
        "PATIENT, haddad-7xqkwvz, PERSONAL",
        "PATIENT, xNOOR.HADDADx, PERSONAL",
        "PATIENT, my Noor Haddad 1, PERSONAL",
        "PATIENT, noor.haddad@example.org, PERSONAL"
    })
    void theseAreRefusedForThis(Role role, String password, Fault fault) {
        assertThat(policy.fault(role, password, EMAIL, NAME)).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copper lantern river nine",
                "outpatient-demo",
                "a good password",
                "long enough",
                "long enough now",
                "xk7 qpw zmv",
                "ñandú querido lejos",
                "密码很难猜到啊朋友",
                "                    x  q  z"
            })
    void theseAreGoodEnoughWithoutAnyKindOfCharacter(String password) {
        assertThat(policy.fault(Role.PATIENT, password, EMAIL, NAME)).isEmpty();
    }

    @Test
    void twoHundredCharactersAreTakenAndNoMore() {
        String sentence = "the owl sings at 3 ".repeat(11);
        assertThat(policy.fault(Role.ADMIN, sentence.substring(0, 200), EMAIL, NAME))
                .isEmpty();
        assertThat(policy.fault(Role.ADMIN, sentence.substring(0, 201), EMAIL, NAME))
                .contains(Fault.LONG);
    }

    @Test
    void theLongestPasswordIsJudgedInAMoment() {
        String nasty = "aB1!".repeat(50);
        policy.fault(Role.ADMIN, nasty, EMAIL, NAME);
        long start = System.nanoTime();
        policy.fault(Role.ADMIN, nasty, EMAIL, NAME);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }
}
