package dev.outpatient.shared;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A list as its page shows it: the rows, and the addresses of its other orders, its other pages and its file. The template
 * is {@code parts.html}.
 */
public final class ListPage<T> {

    private final String path;
    private final String filePath;
    private final String sortName;
    private final String pageName;
    private final @Nullable String section;
    private final Map<String, String> filter = new LinkedHashMap<>();
    private final Listing<?> listing;
    private final Rows<T> rows;

    /**
     * @param path of the page; the file is at the same with {@code .csv}
     * @param filter what narrows it, as an address says it; what is null or blank does not
     */
    public ListPage(String path, Map<String, @Nullable String> filter, Listing<?> listing, Rows<T> rows) {
        this(path, path, "sort", "page", null, filter, listing, rows);
    }

    /**
     * One of several lists on a page, each of which is sorted and leafed through by itself.
     *
     * @param section the id of its section; its order and its page have it before their words in an address, and its file
     *     is called so
     * @param filter also holds the orders of all of them, to keep those of the others
     */
    public ListPage(
            String path, String section, Map<String, @Nullable String> filter, Listing<?> listing, Rows<T> rows) {
        this(path, path + "/" + section, section + "Sort", section + "Page", section, filter, listing, rows);
    }

    private ListPage(
            String path,
            String filePath,
            String sortName,
            String pageName,
            @Nullable String section,
            Map<String, @Nullable String> filter,
            Listing<?> listing,
            Rows<T> rows) {
        this.path = path;
        this.filePath = filePath;
        this.sortName = sortName;
        this.pageName = pageName;
        this.section = section;
        this.listing = listing;
        this.rows = rows;
        filter.forEach((name, value) -> {
            if (value != null && !value.isBlank()) {
                this.filter.put(name, value.strip());
            }
        });
    }

    public String path() {
        return path;
    }

    public List<T> rows() {
        return rows.items();
    }

    /** How many rows the whole list has. */
    public long total() {
        return rows.total();
    }

    public boolean isEmpty() {
        return rows.items().isEmpty();
    }

    public boolean isFiltered() {
        return !filter.isEmpty();
    }

    /** What was typed into a field of the filter, or an empty text. */
    public String value(String name) {
        return filter.getOrDefault(name, "");
    }

    /** The words of all orders. */
    public List<String> orders() {
        return Arrays.stream(listing.sort().getDeclaringClass().getEnumConstants())
                .map(Listing::word)
                .toList();
    }

    public String order() {
        return listing.word();
    }

    /** The value of {@code aria-sort} for the column, or null where the list is not sorted by it. */
    public @Nullable String direction(String word) {
        if (!Listing.word(listing.sort()).equals(word)) {
            return null;
        }
        return listing.descending() ? "descending" : "ascending";
    }

    /** The list sorted by the column, or the other way round where it is already. */
    public String sortedBy(String word) {
        return link(path, "ascending".equals(direction(word)) ? "-" + word : word, 1);
    }

    /** The address of just what is shown, to come back to it. */
    public String here() {
        return link(path, order(), listing.page());
    }

    public int page() {
        return listing.page();
    }

    public long pages() {
        return Math.max(1, Math.ceilDiv(rows.total(), listing.rows()));
    }

    /** The address of the page before, or null on the first one. */
    public @Nullable String before() {
        return listing.page() == 1 ? null : link(path, order(), (int) Math.min(listing.page() - 1L, pages()));
    }

    /** The address of the page that follows, or null on the last one. */
    public @Nullable String next() {
        return listing.page() >= pages() ? null : link(path, order(), listing.page() + 1);
    }

    /** Whether a file may hold all of it. */
    public boolean isExportable() {
        return rows.total() <= Listing.MOST_IN_FILE;
    }

    /** The address of the file with the whole list. */
    public String file() {
        return link(UriComponentsBuilder.fromPath(filePath + ".csv"), order(), 1);
    }

    private String link(String to, String order, int page) {
        return link(UriComponentsBuilder.fromPath(to).fragment(section), order, page);
    }

    private String link(UriComponentsBuilder link, String order, int page) {
        Map<String, Object> values = new LinkedHashMap<>(filter);
        values.remove(sortName);
        if (!order.equals(listing.usual())) {
            values.put(sortName, order);
        }
        if (page > 1) {
            values.put(pageName, page);
        }
        values.keySet().forEach(name -> link.queryParam(name, "{" + name + "}"));
        return link.encode().buildAndExpand(values).toUriString();
    }
}
