package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where somebody begins who was on the way to no page: at what waits for the person, or on the first page of the role. */
@Component
public class HomePages {

    /** Knows of something that somebody has come for more likely than for anything else. */
    public interface Waiting {

        /** The page of it, or empty when nothing waits. */
        Optional<String> findPage(Actor actor);
    }

    private final ObjectProvider<Waiting> waiting;

    HomePages(ObjectProvider<Waiting> waiting) {
        this.waiting = waiting;
    }

    public String of(Actor actor) {
        return waiting.orderedStream()
                .flatMap(one -> one.findPage(actor).stream())
                .findFirst()
                .orElseGet(() -> switch (actor.role()) {
                    case PATIENT -> "/";
                    case DOCTOR -> "/day";
                    case ADMIN -> "/admin";
                });
    }
}
