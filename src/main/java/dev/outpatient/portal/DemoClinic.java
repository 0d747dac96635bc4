package dev.outpatient.portal;

import org.springframework.stereotype.Component;

@Component
class DemoClinic {
    boolean isEmpty() {
        return false;
    }

    void load() {}
}
