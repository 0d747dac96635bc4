package dev.outpatient.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.outpatient.Engine;
import dev.outpatient.OnEachKindOfEngine;
import dev.outpatient.mail.MailRepository.Kept;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Each message leaves once or is known not to have left, whatever becomes of nodes and mail servers. */
@OnEachKindOfEngine
class MailDeliveryTest {

    /** The time that it is: each engine is a node too, and gives up what was claimed long ago by its own clock. */
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final MailRepository outbox;
    private final JdbcClient jdbc;
    private final PublicUrl url;
    private final Environment settings;
    private final MailDelivery housekeeper;
    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private String someone = "";

    MailDeliveryTest(Engine engine) {
        this.outbox = engine.bean(MailRepository.class);
        this.jdbc = engine.bean(JdbcClient.class);
        this.url = engine.bean(PublicUrl.class);
        this.settings = engine.bean(Environment.class);
        this.housekeeper = engine.bean(MailDelivery.class);
    }

    @BeforeEach
    void start() {
        jdbc.sql("DELETE FROM mail_outbox").update();
        server.start();
        someone = "someone-" + UUID.randomUUID() + "@example.org";
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void severalNodesSendEachMessageOnce() throws Exception {
        IntStream.range(0, 120).forEach(i -> leave("Letter " + i));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> nodes = Stream.generate(() -> node(NOW))
                    .limit(4)
                    .map(node -> (Callable<Boolean>) () -> {
                        for (int round = 0; round < 10; round++) {
                            node.deliver();
                            housekeeper.giveUpClaims();
                        }
                        return true;
                    })
                    .toList();
            for (Future<Boolean> done : threads.invokeAll(nodes)) {
                assertThat(done.get()).isTrue();
            }
        }
        MimeMessage[] arrived = server.getReceivedMessages();
        assertThat(arrived).hasSize(120);
        assertThat(Arrays.stream(arrived).map(MailDeliveryTest::messageId).distinct())
                .hasSize(120);
        assertThat(outbox.count(MailState.SENT)).isEqualTo(120);
    }

    @Test
    void theTextWithItsLinksIsGoneOnceItWasSent() throws Exception {
        leave("Reset");
        node(NOW).deliver();
        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Reset");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aMessageWaitsWhileTheServerIsAwayAndArrivesOnce() {
        leave("Later");
        int port = server.getSmtp().getPort();
        server.stop();
        node(NOW, port).deliver();
        node(NOW.plusSeconds(1), port).deliver();
        assertThat(outbox.count(MailState.WAITING)).isEqualTo(1);
        assertThat(jdbc.sql("SELECT tries FROM mail_outbox")
                        .query(Integer.class)
                        .single())
                .as("the second round came within the pause")
                .isEqualTo(1);

        GreenMail back = new GreenMail(new ServerSetup(port, null, ServerSetup.PROTOCOL_SMTP));
        back.start();
        try {
            node(NOW.plusSeconds(30), port).deliver();
            node(NOW.plusSeconds(60), port).deliver();
            assertThat(back.getReceivedMessages()).hasSize(1);
            assertThat(outbox.count(MailState.SENT)).isEqualTo(1);
        } finally {
            back.stop();
        }
    }

    @Test
    void whatANodeClaimedBeforeItDiedIsKnownToBeUnknownAndNotSentAgain() {
        leave("Perhaps");
        Kept message = outbox.listDue(NOW, 1).getFirst();
        assertThat(outbox.claim(message.id(), NOW)).isTrue();

        MailDelivery early = node(NOW.plus(MailDelivery.CLAIM).minusSeconds(1));
        early.giveUpClaims();
        early.deliver();
        assertThat(outbox.count(MailState.CLAIMED)).isEqualTo(1);

        MailDelivery later = node(NOW.plus(MailDelivery.CLAIM).plusSeconds(1));
        later.giveUpClaims();
        later.deliver();
        assertThat(outbox.count(MailState.UNKNOWN)).isEqualTo(1);
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void aServerThatFallsSilentAfterTheTextLeavesItUnknown() throws Exception {
        leave("Perhaps");
        try (FakeMailServer silent = FakeMailServer.start("hang up after data")) {
            node(NOW, silent.port()).deliver();
            node(NOW.plus(Duration.ofHours(2)), silent.port()).deliver();
            assertThat(silent.texts()).isEqualTo(1);
        }
        assertThat(outbox.count(MailState.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void whatTheServerRefusesForGoodIsNotTriedAgainAndWhatItRefusesForNowIs() throws Exception {
        leave("No");
        try (FakeMailServer refusing = FakeMailServer.start("550 5.1.1 no such mailbox")) {
            node(NOW, refusing.port()).deliver();
        }
        assertThat(outbox.count(MailState.FAILED)).isEqualTo(1);
        assertThat(outbox.countFailed(Instant.EPOCH)).isEqualTo(1);
        assertThat(outbox.countFailed(Instant.parse("2100-01-01T00:00:00Z"))).isZero();
        leave("Not yet");
        try (FakeMailServer busy = FakeMailServer.start("451 4.3.0 try again")) {
            node(NOW, busy.port()).deliver();
        }
        assertThat(outbox.count(MailState.WAITING)).isEqualTo(1);
    }

    @Test
    void aMessageThatWouldSayNothingTrueAnyMoreIsGivenUp() {
        leave("Too late");
        node(NOW.plus(Duration.ofMinutes(31))).deliver();
        assertThat(outbox.count(MailState.FAILED)).isEqualTo(1);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void pausesGrowToAnHour() {
        assertThat(IntStream.range(0, 12).mapToObj(MailDelivery::pause).map(Duration::toSeconds))
                .startsWith(10L, 20L, 40L)
                .endsWith(3600L)
                .isSorted();
    }

    private void leave(String subject) {
        outbox.insert(
                UUID.randomUUID().toString(),
                someone,
                "en",
                subject,
                "Choose a password\nhttps://clinic.example/reset?token=secret\n\nBye",
                MailState.WAITING,
                NOW,
                NOW.plus(Duration.ofMinutes(30)));
    }

    private List<String> kept() {
        return jdbc.sql("SELECT body FROM mail_outbox WHERE body IS NOT NULL")
                .query(String.class)
                .list();
    }

    private MailDelivery node(Instant at) {
        return node(at, server.getSmtp().getPort());
    }

    private MailDelivery node(Instant at, int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        ObjectProvider<JavaMailSender> provider = new ObjectProvider<>() {
            @Override
            public Stream<JavaMailSender> stream() {
                return Stream.of(sender);
            }

            @Override
            public JavaMailSender getObject() {
                return sender;
            }
        };
        return new MailDelivery(
                outbox, new MailPost(provider, url, settings), provider, Clock.fixed(at, ZoneOffset.UTC));
    }

    private static String messageId(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
