package dev.outpatient.shared;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Remembers what was read while a GET is answered, so that the parts of a page which need the same ask for it once. A GET
 * changes nothing, so what it has read is as good at its end. Elsewhere nothing is remembered: what decides about a change
 * is read anew.
 */
public final class OncePerRequest {

    private static final String KEY = OncePerRequest.class.getName();

    private OncePerRequest() {}

    /**
     * @param what tells what is read from anything else; a record of its own
     * @param read must not give null
     */
    @SuppressWarnings("unchecked")
    public static <T> T get(Object what, Supplier<T> read) {
        Map<Object, Object> known = known();
        if (known == null) {
            return read.get();
        }
        Object found = known.get(what);
        if (found == null) {
            // Not computeIfAbsent: reading may come here again for something else.
            found = read.get();
            known.put(what, found);
        }
        return (T) found;
    }

    /** What is put here lasts for the request; outside of a GET it is a map of the caller's own, and empty. */
    public static <K, V> Map<K, V> map(Object what) {
        return get(what, ConcurrentHashMap::new);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<Object, Object> known() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
                || !attributes.getRequest().getMethod().equals("GET")) {
            return null;
        }
        Map<Object, Object> known =
                (Map<Object, Object>) attributes.getRequest().getAttribute(KEY);
        if (known == null) {
            known = new ConcurrentHashMap<>();
            attributes.getRequest().setAttribute(KEY, known);
        }
        return known;
    }
}
