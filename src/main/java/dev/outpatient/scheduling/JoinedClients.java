package dev.outpatient.scheduling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The other end of {@link ProcessClients}: does what it reads until there is no more. */
final class JoinedClients {

    private JoinedClients() {}

    static void serve(BufferedReader in, PrintWriter out, ProofClients clients) throws IOException {
        List<Attempt> attempts = new ArrayList<>();
        say(out, "joined");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line) {
                case "prepare" -> {
                    clients.prepare(List.copyOf(attempts));
                    attempts.clear();
                    say(out, "ready");
                }
                case "go" -> {
                    clients.go();
                    clients.answers().forEach(answer -> say(out, "told " + answer));
                    say(out, "end");
                }
                default -> attempts.add(Attempt.parse(line.substring("try ".length())));
            }
        }
    }

    private static void say(PrintWriter out, String words) {
        out.println(ProcessClients.PREFIX + words);
        out.flush();
    }
}
