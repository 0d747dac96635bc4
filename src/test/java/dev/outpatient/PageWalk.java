package dev.outpatient;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds an address for each pattern of a page, by going where the pages lead somebody who clicks on everything. */
final class PageWalk {

    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*?\\bhref=\"(/[^\"#]*)");
    private static final int FARTHEST = 400;

    private final PageClient client;
    private final Map<String, PathPattern> wanted = new TreeMap<>();
    private final Map<String, String> found = new TreeMap<>();
    private final Deque<String> ahead = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();

    private PageWalk(PageClient client, SortedSet<String> patterns) {
        this.client = client;
        patterns.forEach(pattern -> wanted.put(pattern, new PathPatternParser().parse(pattern)));
    }

    /** From each pattern to the first page of it that this person came to. */
    static Map<String, String> of(PageClient client, SortedSet<String> patterns) {
        PageWalk walk = new PageWalk(client, patterns);
        patterns.stream().filter(pattern -> !pattern.contains("{")).forEach(walk::remember);
        for (int i = 0; i < FARTHEST && !walk.ahead.isEmpty(); i++) {
            walk.visit(walk.ahead.poll());
        }
        return walk.found;
    }

    private void visit(String address) {
        String pattern = pattern(address);
        if (pattern == null || found.containsKey(pattern)) {
            return;
        }
        HttpResponse<String> answer = client.get(address);
        boolean page = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        if (answer.statusCode() == 200 && page) {
            found.put(pattern, address);
            LINK.matcher(answer.body()).results().forEach(link -> remember(link.group(1)));
        }
    }

    private void remember(String href) {
        String address = href.replace("&amp;", "&");
        if (seen.add(address)) {
            ahead.add(address);
        }
    }

    /** The narrowest that the address matches, or null. */
    private @Nullable String pattern(String address) {
        PathContainer path = PathContainer.parsePath(address.replaceAll("\\?.*", ""));
        return wanted.entrySet().stream()
                .filter(entry -> entry.getValue().matches(path))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
