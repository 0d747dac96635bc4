package dev.outpatient.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks as much SMTP as it takes to misbehave. */
final class FakeMailServer implements AutoCloseable {

    private final ServerSocket socket;
    private final String behaviour;
    private final AtomicInteger texts = new AtomicInteger();

    private FakeMailServer(ServerSocket socket, String behaviour) {
        this.socket = socket;
        this.behaviour = behaviour;
    }

    /** @param behaviour what it answers to a recipient; if it is no answer, it hangs up when it has the text */
    static FakeMailServer start(String behaviour) throws IOException {
        FakeMailServer server =
                new FakeMailServer(new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1")), behaviour);
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many texts it was given. */
    int texts() {
        return texts.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // The test is over, or the client hung up first.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 fake");
        boolean text = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (text) {
                if (line.equals(".")) {
                    texts.incrementAndGet();
                    return;
                }
            } else if (command.startsWith("RCPT")) {
                say(client, Character.isDigit(behaviour.charAt(0)) ? behaviour : "250 ok");
            } else if (command.equals("DATA")) {
                text = true;
                say(client, "354 go on");
            } else if (command.equals("QUIT")) {
                say(client, "221 bye");
                return;
            } else {
                say(client, "250 ok");
            }
        }
    }

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
