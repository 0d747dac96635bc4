package dev.outpatient;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The program with a mail server of the tests. One for each engine, started when the first test asks. */
public final class MailedClinic {

    /** Where its links lead, whatever address it is called by. */
    public static final String PUBLIC_URL = "https://clinic.example";

    private static final int PATIENCE = 30_000;
    private static final Map<Engine, MailedClinic> started = new EnumMap<>(Engine.class);

    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final ConfigurableApplicationContext program;

    private MailedClinic(Engine engine) {
        server.start();
        List<String> settings = new ArrayList<>(engine.settings());
        settings.add("--server.port=0");
        settings.add("--outpatient.demo-data=false");
        settings.add("--outpatient.abuse-limits.enabled=false");
        settings.add("--outpatient.public-url=" + PUBLIC_URL);
        settings.add("--spring.mail.host=127.0.0.1");
        settings.add("--spring.mail.port=" + server.getSmtp().getPort());
        settings.add("--outpatient.data=" + Engine.newDirectory("mailed"));
        settings.add("--logging.level.ch.vorburger=error");
        settings.add("--logging.level.com.icegreen=warn");
        settings.add("--logging.file.name=target/test-logs/mailed-" + engine + ".json");
        program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(settings.toArray(String[]::new));
    }

    public static synchronized MailedClinic on(Engine engine) {
        return started.computeIfAbsent(engine, MailedClinic::new);
    }

    public ConfigurableApplicationContext program() {
        return program;
    }

    public <T> T bean(Class<T> type) {
        return program.getBean(type);
    }

    public String url() {
        return "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** The text of the newest message to an address, once there are that many. */
    public String letter(String to, int count) {
        long end = System.nanoTime() + PATIENCE * 1_000_000L;
        List<MimeMessage> found = letters(to);
        while (found.size() < count && System.nanoTime() < end) {
            server.waitForIncomingEmail(200, server.getReceivedMessages().length + 1);
            found = letters(to);
        }
        if (found.size() != count) {
            throw new AssertionError("Expected " + count + " messages to " + to + ", there are " + found.size());
        }
        return text(found.getLast());
    }

    public List<MimeMessage> letters(String to) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> isTo(message, to))
                .toList();
    }

    /** The paths of the links in a letter, in their order. */
    public static List<String> links(String text) {
        return Pattern.compile(Pattern.quote(PUBLIC_URL) + "(/\\S*)")
                .matcher(text)
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** The token of the first link to a path. */
    public static String token(String text, String path) {
        Matcher link = Pattern.compile(Pattern.quote(PUBLIC_URL + path + "?token=") + "([A-Za-z0-9_-]+)")
                .matcher(text);
        if (!link.find()) {
            throw new AssertionError("No link to " + path + " in: " + text);
        }
        return link.group(1);
    }

    private static boolean isTo(MimeMessage message, String to) {
        try {
            return Arrays.stream(message.getRecipients(Message.RecipientType.TO))
                    .anyMatch(address -> address.toString().equals(to));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** The plain text, wherever among the parts it stands. */
    public static String text(Part part) {
        try {
            if (part.isMimeType("text/plain")) {
                return (String) part.getContent();
            }
            if (part.getContent() instanceof Multipart parts) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < parts.getCount(); i++) {
                    text.append(text(parts.getBodyPart(i)));
                }
                return text.toString();
            }
            return "";
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
