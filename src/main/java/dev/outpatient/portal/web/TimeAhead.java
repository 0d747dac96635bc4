package dev.outpatient.portal.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Keeps in view what a visitor goes on to book: where one signs in or registers on the way, the page knows that time as
 * {@code chosen}. It knows none where it leads elsewhere, and none that can't be had.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TimeAhead implements WebMvcConfigurer, HandlerInterceptor {

    /** More than any doctor offers on a day. */
    private static final int TIMES_ON_A_DAY = 300;

    private final SlotSearch slots;
    private final Directory directory;

    TimeAhead(SlotSearch slots, Directory directory) {
        this.slots = slots;
        this.directory = directory;
    }

    /** The time that an address of the booking page names. */
    private record Named(DoctorId doctorId, OfficeId officeId, OffsetDateTime startsAt) {

        static Optional<Named> in(String page) {
            try {
                UriComponents address = UriComponentsBuilder.fromUriString(page).build();
                if (!"/book".equals(address.getPath())) {
                    return Optional.empty();
                }
                OffsetDateTime startsAt = OffsetDateTime.parse(word(address, "startsAt"));
                return Dates.isMeant(startsAt.toLocalDate())
                        ? Optional.of(new Named(
                                new DoctorId(Long.parseLong(word(address, "doctorId"))),
                                new OfficeId(Long.parseLong(word(address, "officeId"))),
                                startsAt))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }

        private static String word(UriComponents address, String name) {
            String word = address.getQueryParams().getFirst(name);
            return URLDecoder.decode(Objects.requireNonNullElse(word, ""), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/sign-in", "/register");
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page != null && view != null && !view.startsWith("redirect:")) {
            String next = Continue.safe(request.getParameter("continue"));
            page.addObject("chosen", Named.in(next).flatMap(this::find).orElse(null));
        }
    }

    private Optional<Slot> find(Named named) {
        Office office = directory.officesById(List.of(named.officeId())).get(named.officeId());
        if (office == null) {
            return Optional.empty();
        }
        LocalDate day = named.startsAt().atZoneSameInstant(office.timeZone()).toLocalDate();
        if (!Dates.isMeant(day)) {
            return Optional.empty();
        }
        SlotFilter that = new SlotFilter(named.doctorId(), named.officeId(), null, null, null, day, day, null);
        return slots.search(that, TIMES_ON_A_DAY).stream()
                .filter(slot -> slot.time().start().equals(named.startsAt().toInstant()))
                .findFirst();
    }
}
