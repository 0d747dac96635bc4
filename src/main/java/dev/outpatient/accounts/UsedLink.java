package dev.outpatient.accounts;

import org.springframework.ui.Model;

/** What a page shows in place of a link that works no more, whatever it was for. */
public final class UsedLink {

    private UsedLink() {}

    /**
     * @param text the key of what to do next
     * @param href where to do it
     * @param action the key of what that is called
     * @return the name of the page
     */
    public static String page(Model model, String text, String href, String action) {
        model.addAttribute("text", text);
        model.addAttribute("href", href);
        model.addAttribute("action", action);
        return "link-used";
    }
}
