package dev.outpatient.accounts.web;

import dev.outpatient.accounts.AccountAccess;
import dev.outpatient.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Admins take accounts from their owners, and give them back. */
@RestController
@RequestMapping("/api/v1/accounts/{role}/{id}")
class AccountAccessApi {

    private final AccountAccess access;

    AccountAccessApi(AccountAccess access) {
        this.access = access;
    }

    @PostMapping("/disable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(Actor actor, @PathVariable String role, @PathVariable long id) {
        access.disable(actor, new Actor(AccountAccessPages.role(role), id));
    }

    @PostMapping("/enable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enable(Actor actor, @PathVariable String role, @PathVariable long id) {
        access.enable(actor, new Actor(AccountAccessPages.role(role), id));
    }
}
