package dev.outpatient.mail;

import java.util.Objects;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The address at which people reach the clinic, by the setting {@code outpatient.public-url}. Links in messages are made
 * of it and never of a request, whose Host header anybody can choose.
 */
@Component
public class PublicUrl {

    /** The setting; without it, this machine. */
    public static final String SETTING = "outpatient.public-url";

    private final Environment settings;

    PublicUrl(Environment settings) {
        this.settings = settings;
    }

    /** Without a slash at its end. */
    public String base() {
        String given = settings.getProperty(SETTING);
        if (given != null && !given.isBlank()) {
            return given.strip().replaceAll("/+$", "");
        }
        // The port is known once the server listens.
        String port = settings.getProperty("local.server.port", settings.getProperty("server.port", "8080"));
        return "http://localhost:" + port;
    }

    /** @param path with a slash in front, and its query */
    public String of(String path) {
        return base() + path;
    }

    /** Its host alone, without the port. */
    public String host() {
        return Objects.requireNonNullElse(java.net.URI.create(base()).getHost(), "localhost");
    }
}
