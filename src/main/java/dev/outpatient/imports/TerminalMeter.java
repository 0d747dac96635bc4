package dev.outpatient.imports;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on the terminal how much of a file has been read; silent where the output is no terminal, such as a log. */
enum TerminalMeter implements ProgressMeter {
    BAR;

    private static final long KILOBYTE = 1_000;
    private static final long MEGABYTE = 1_000_000;

    /** Given, so that the bar does not ask JLine, whose terminal would take Ctrl-C away from the program. */
    private static final int WIDTH = 79;

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    static ProgressMeter choose() {
        Console console = System.console();
        return console != null && console.isTerminal() && !isErrorRedirected() ? BAR : ProgressMeter.SILENT;
    }

    /** The console tells of input and output only; where Linux tells more, a redirected error output stays clean. */
    private static boolean isErrorRedirected() {
        try {
            return Files.exists(STANDARD_ERROR)
                    && !STANDARD_ERROR.toRealPath().toString().startsWith("/dev/");
        } catch (IOException e) {
            return true;
        }
    }

    /** Closing it takes the bar away. */
    @Override
    public InputStream watch(InputStream bytes, Path file) throws IOException {
        long size = Files.size(file);
        boolean small = size < 100 * MEGABYTE;
        return ProgressBar.wrap(
                bytes,
                new ProgressBarBuilder()
                        .setTaskName(String.valueOf(file.getFileName()))
                        .setInitialMax(size)
                        .setUnit(small ? " kB" : " MB", small ? KILOBYTE : MEGABYTE)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500));
    }
}
