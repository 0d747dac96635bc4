package dev.outpatient.portal.web;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * Gives the templates our own objects: {@code #times}, {@code #looks}, {@code #slots}, {@code #visits} and {@code #page}.
 * Thymeleaf refuses beans ({@code @times}) in many attributes, these it takes everywhere.
 */
@Component
class PageWords extends AbstractDialect implements IExpressionObjectDialect, IExpressionObjectFactory {

    private final Map<String, Object> objects;

    PageWords(PageTimes times, Looks looks, SlotLinks slots, VisitLinks visits, PageModel page) {
        super("outpatient");
        this.objects = Map.of("times", times, "looks", looks, "slots", slots, "visits", visits, "page", page);
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return this;
    }

    @Override
    public Set<String> getAllExpressionObjectNames() {
        return objects.keySet();
    }

    @Override
    public @Nullable Object buildObject(IExpressionContext context, String name) {
        return objects.get(name);
    }

    @Override
    public boolean isCacheable(String name) {
        return true;
    }
}
