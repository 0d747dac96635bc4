package dev.outpatient;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What people press to get in and out. */
final class Doorway {

    private Doorway() {}

    /** Sends e-mail and the password of all; where that leads is not waited for. */
    static void password(Page page, String url, String email) {
        page.navigate(url + "/sign-in");
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(ClinicFixture.PASSWORD);
        submit(page);
    }

    static void submit(Page page) {
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    static void signOut(Page page, String url) {
        page.locator("details.account summary").click();
        button(page, "Sign out").click();
        page.waitForURL(url + "/");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
