package dev.outpatient.portal.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.context.WebExpressionContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.expression.FragmentExpression;
import org.thymeleaf.standard.expression.FragmentExpression.ExecutedFragmentExpression;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * {@code kept:replace="~{cards :: visit-row(view=${view}, ...)}"} puts a fragment in, as {@code th:replace} does, and takes it
 * from memory when the same was made before. A list is looked at many times between two changes of it, and then in one line
 * of it; to make all its lines anew is most of what a page costs.
 *
 * <p>The fragment knows what it is given by name, the language and today's date, and nothing else of the page or of who asks:
 * so whoever is given the same sees the same. What it is given must compare by value, as records do. It must not ask
 * {@code #page}, which knows the request, and holds no form of its own, since that has a token. Of the request it knows under
 * which path the program runs, and whether files have names.
 */
@Component
class KeptFragments extends AbstractProcessorDialect {

    /** After {@code th:each}, {@code th:if} and {@code th:with} of the same element. */
    private static final int PRECEDENCE = 900;

    /** Characters; those of a hundred pages and what they were made of, which is about as much as came of it. */
    private static final long MOST = 8_000_000;

    private static final Duration UNUSED = Duration.ofMinutes(10);

    /** @param namesFiles whether the request can tell what static files are called; on some errors it can't */
    private record Asked(
            String template,
            String fragment,
            Map<String, Object> parameters,
            Locale language,
            LocalDate today,
            String contextPath,
            boolean namesFiles) {}

    private final Clock clock;
    private final ConcurrentMap<Asked, CompletableFuture<String>> made = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Asked asked, String html) -> 2 * html.length())
            .expireAfterAccess(UNUSED)
            .<Asked, String>buildAsync()
            .asMap();

    KeptFragments(Clock clock) {
        super("kept", "kept", StandardDialect.PROCESSOR_PRECEDENCE);
        this.clock = clock;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new Replace(prefix));
    }

    private final class Replace extends AbstractAttributeTagProcessor {

        Replace(String prefix) {
            super(TemplateMode.HTML, prefix, null, false, "replace", true, PRECEDENCE, true);
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                AttributeName name,
                String value,
                IElementTagStructureHandler element) {
            Asked asked = asked(context, value);
            element.replaceWith(
                    once(asked, () -> make(asked, (IWebContext) context, context.getConfiguration())), false);
        }
    }

    /**
     * Who asks for what another is making waits for it: after a change of a list that many look at, all of them would make the
     * same lines at the same moment.
     */
    private String once(Asked asked, Supplier<String> make) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> there;
        while ((there = made.putIfAbsent(asked, mine)) != null) {
            try {
                return there.join();
            } catch (CancellationException e) {
                // Who made it failed, and shows why. Whether it fails here too is tried here.
                made.remove(asked, there);
            }
        }
        // Not within the map, which may not be asked again meanwhile: the fragment may have others in it.
        try {
            mine.complete(make.get());
            return mine.join();
        } finally {
            mine.cancel(false);
        }
    }

    private Asked asked(ITemplateContext context, String value) {
        if (!(StandardExpressions.getExpressionParser(context.getConfiguration())
                        .parseExpression(context, value)
                instanceof FragmentExpression fragment)) {
            throw new IllegalArgumentException("No fragment: " + value);
        }
        ExecutedFragmentExpression asked = FragmentExpression.createExecutedFragmentExpression(context, fragment);
        if (asked.hasSyntheticParameters()) {
            throw new IllegalArgumentException("What a kept fragment is given has names: " + value);
        }
        Map<String, Object> parameters =
                Objects.requireNonNullElse(asked.getFragmentParameters(), Map.<String, Object>of());
        // Such as the values of a map, which would be kept and never found again.
        parameters.forEach((name, one) -> {
            boolean identity = one instanceof Collection && !(one instanceof List || one instanceof Set);
            if (identity || (one != null && one.getClass().isArray())) {
                throw new IllegalArgumentException("Does not compare by value: " + name + " of " + value);
            }
        });
        return new Asked(
                FragmentExpression.resolveTemplateName(asked),
                String.join(",", FragmentExpression.resolveFragments(asked)),
                parameters,
                context.getLocale(),
                LocalDate.now(clock),
                PageModel.contextPath(),
                context.containsVariable(ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR));
    }

    private static String make(Asked asked, IWebContext page, IEngineConfiguration configuration) {
        Map<String, Object> known = new HashMap<>(asked.parameters());
        String evaluation = ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME;
        known.put(evaluation, page.getVariable(evaluation));
        StringWriter html = new StringWriter();
        configuration
                .getTemplateManager()
                .parseAndProcess(
                        new TemplateSpec(asked.template(), Set.of(asked.fragment()), TemplateMode.HTML, null),
                        new WebExpressionContext(
                                configuration, new BareExchange(page.getExchange()), asked.language(), known),
                        html);
        return html.toString();
    }
}
