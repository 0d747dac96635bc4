package dev.outpatient.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of the other pages of a list that is narrowed by its own address. */
final class NextPages {

    private NextPages() {}

    /**
     * The same list from another cursor on.
     *
     * @param after null for its beginning
     */
    static String link(String path, HttpServletRequest request, @Nullable String after) {
        UriComponentsBuilder link = UriComponentsBuilder.newInstance().query(request.getQueryString());
        link.replaceQueryParam("after");
        if (after != null) {
            link.queryParam("after", after);
        }
        return path + link.build().toUriString();
    }
}
