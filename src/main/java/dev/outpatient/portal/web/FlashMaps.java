package dev.outpatient.portal.web;

import dev.outpatient.accounts.Unattended;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/** What is said once after a step waits for the page that the person opens, not for one that a script asks for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class FlashMaps {

    @Bean(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
    FlashMapManager flashMaps() {
        return new ForPages();
    }

    private static final class ForPages extends SessionFlashMapManager {

        @Override
        protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
            return Unattended.is(request) ? null : super.retrieveFlashMaps(request);
        }
    }
}
