package dev.outpatient.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the trail keeps in English is said in the reader's language. That no message is without a sentence is asserted where it is told. */
class SentencesTest {

    private static final Locale SPANISH = Locale.of("es", "MX");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Booked the appointment | Reservó la cita
                    Closed office 12 on 3 days | Cerró el consultorio 12 en 3 días
                    Exported 7 appointments | Exportó 7 citas
                    Exported 7 appointments of a search by a patient's name | Exportó 7 citas de una búsqueda por nombre del paciente
                    Agreed that patient 5 acts for the patient | Aceptó que el paciente 5 actúe en nombre del paciente
                    Refused that patient 5 acts for a child | Rechazó que el paciente 5 actúe en nombre de un menor
                    Refused or not there: GET /a\\b/$1{0} | Denegado o inexistente: GET /a\\b/$1{0}
                    Read the record, by service token 4 | Leyó la historia, con la clave de programa 4
                    Exported 7 patients of a search by name, by service token 4 | Exportó 7 pacientes de una búsqueda por nombre, con la clave de programa 4
                    """)
    void isSaidInSpanish(String kept, String said) {
        assertThat(Sentences.know(kept)).isTrue();
        assertThat(Sentences.say(kept, SPANISH)).isEqualTo(said);
    }

    @Test
    void staysAsItIsForReadersOfEnglishAndOfWhatWeDoNotSpeak() {
        assertThat(Sentences.say("Booked the appointment", Locale.US)).isEqualTo("Booked the appointment");
        assertThat(Sentences.say("Booked the appointment", Locale.ITALIAN)).isEqualTo("Booked the appointment");
    }

    /** What an older version wrote down is shown as it was written. */
    @Test
    void staysAsItIsWithoutASentence() {
        assertThat(Sentences.know("Danced on the table")).isFalse();
        assertThat(Sentences.say("Danced on the table", SPANISH)).isEqualTo("Danced on the table");
        assertThat(Sentences.say("Danced on the table, by service token 4", SPANISH))
                .isEqualTo("Danced on the table, by service token 4");
    }

    /** However its gaps are filled, a sentence is taken for itself, not for another one that it holds. */
    @Test
    void eachSentenceIsRecognisedAsItself() {
        ResourceBundle english = ResourceBundle.getBundle("audit.sentences", Locale.ROOT);
        ResourceBundle spanish = ResourceBundle.getBundle("audit.sentences", Locale.of("es"));
        Map<String, String> wrong = new TreeMap<>();
        for (String key : english.keySet()) {
            if (!key.equals("by-token")) {
                String said = filled(spanish.getString(key));
                compare(key, filled(english.getString(key)), said, wrong);
                compare(
                        key + " by token",
                        filled(english.getString(key)) + ", by service token 4",
                        said + ", con la clave de programa 4",
                        wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void compare(String key, String kept, String expected, Map<String, String> wrong) {
        String said = Sentences.say(kept, SPANISH);
        if (!said.equals(expected)) {
            wrong.put(key, said);
        }
    }

    private static String filled(String sentence) {
        return sentence.replace("{0}", "17").replace("{1}", "2026-12-25").replace("{2}", "a5");
    }
}
