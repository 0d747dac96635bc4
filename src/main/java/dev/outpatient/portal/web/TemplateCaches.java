package dev.outpatient.portal.web;

import org.springframework.stereotype.Component;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Lets Thymeleaf keep all that our templates consist of. As it comes it keeps 200 templates and 500 expressions and throws
 * out the oldest; with more of both, what a page is made of was parsed and compiled again each time somebody had looked at
 * the other pages. The templates are ours alone, so what is kept is bounded by them.
 */
@Component
class TemplateCaches {

    /** Fragments are counted one by one. */
    private static final int TEMPLATES = 2_000;

    private static final int EXPRESSIONS = 20_000;

    TemplateCaches(SpringTemplateEngine engine) {
        StandardCacheManager caches = new StandardCacheManager();
        caches.setTemplateCacheMaxSize(TEMPLATES);
        caches.setExpressionCacheMaxSize(EXPRESSIONS);
        engine.setCacheManager(caches);
    }
}
