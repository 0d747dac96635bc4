package dev.outpatient.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What this node is called in the trail: the setting {@code outpatient.node}, or else the name of the machine. */
@Component
class NodeName {

    private static final int LONGEST = 64;

    private final String name;

    NodeName(@Value("${outpatient.node:}") String given) {
        String whole = given.isBlank() ? machine() : given.strip();
        this.name = whole.substring(0, Math.min(whole.length(), LONGEST));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine may have no name that it knows itself.
            return "unnamed";
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
