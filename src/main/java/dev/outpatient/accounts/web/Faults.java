package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.PasswordPolicy;
import dev.outpatient.shared.Problem;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/** Says on a form what is wrong with it, in the language of the page. */
@Component
class Faults {

    private final PasswordPolicy policy;

    Faults(PasswordPolicy policy) {
        this.policy = policy;
    }

    /** Names what is wrong with the field {@code password}; nothing when it is good enough. */
    void checkPassword(BindingResult errors, Credential account, String password) {
        policy.fault(account.actor().role(), password, account.email(), account.name())
                .ifPresent(fault ->
                        errors.rejectValue("password", fault.key(account.actor().role())));
    }

    static void reject(BindingResult errors, Problem.Invalid refusal) {
        refusal.errors()
                .forEach(error -> errors.rejectValue(error.field(), "problem." + error.field(), error.message()));
    }
}
