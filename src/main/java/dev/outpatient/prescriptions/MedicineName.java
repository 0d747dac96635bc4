package dev.outpatient.prescriptions;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names of medicines, compared by what people mean rather than by how they wrote it: by their substances, without
 * strengths, forms and salts. "Acetaminophen 325 MG / Oxycodone Hydrochloride 10 MG Oral Tablet [Percocet]" is
 * acetaminophen, oxycodone and percocet.
 */
final class MedicineName {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NOTE = Pattern.compile("\\([^)]*\\)");
    private static final Pattern BETWEEN_SUBSTANCES = Pattern.compile(" / |[+,;\\[\\]]|/(?=\\p{L})| and | y ");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}.'-]+");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{N}'-]*\\.?");

    /** What a name says besides the substance: how much, and in which form. */
    private static final Set<String> FORMS = words("""
            mg mcg g kg ml l unt iu units meq mmol hr day actuat oral topical nasal ophthalmic otic rectal vaginal
            sublingual injectable injection inhalation inhaler transdermal intravenous intramuscular tablet tablets tab
            tabs capsule capsules cap caps pill pills solution suspension syrup cream ointment gel lotion patch spray drops
            powder lozenge suppository pack prefilled syringe auto-injector autoinjector pen metered dose extended delayed
            release sustained immediate chewable disintegrating coated film effervescent er xr sr cr dr xl la ir human v vk
            of with""");

    /** What a substance is bound to; where a name begins with one, as in potassium chloride, it is the substance. */
    private static final Set<String> SALTS = words("""
            hydrochloride hcl hydrobromide sodium potassium calcium magnesium sulfate sulphate phosphate acetate tartrate
            bitartrate succinate maleate besylate mesylate fumarate citrate nitrate bromide propionate furoate trihydrate
            monohydrate dihydrate anhydrous acid""");

    private MedicineName() {}

    /** In lower case, without accents, with single spaces. */
    static String plain(String name) {
        String bare =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return SPACES.matcher(bare.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    /** The substances and brands in a name; none when it holds no word. */
    static Set<String> substances(String name) {
        Set<String> found = new HashSet<>();
        for (String part : BETWEEN_SUBSTANCES.split(NOTE.matcher(plain(name)).replaceAll(" "))) {
            List<String> words =
                    plainWords(part).filter(word -> !FORMS.contains(word)).toList();
            String substance = IntStream.range(0, words.size())
                    .filter(i -> i == 0 || !SALTS.contains(words.get(i)))
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" "));
            if (!substance.isEmpty()) {
                found.add(substance);
            }
        }
        return found;
    }

    /** Whether two names have a substance in common, or one substance is named within the other. */
    static boolean same(String one, String other) {
        Set<String> others = substances(other);
        return substances(one).stream().anyMatch(a -> others.stream().anyMatch(b -> within(a, b) || within(b, a)));
    }

    /** All words of a name but strengths, in lower case. */
    static List<String> wordsOf(String name) {
        return plainWords(NOTE.matcher(plain(name)).replaceAll(" ")).toList();
    }

    private static boolean within(String inner, String outer) {
        return (" " + outer + " ").contains(" " + inner + " ");
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    private static Stream<String> plainWords(String part) {
        return Arrays.stream(BETWEEN_WORDS.split(part))
                .filter(word -> WORD.matcher(word).matches());
    }
}
