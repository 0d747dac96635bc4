package dev.outpatient.portal.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Every part of the pages on one page, for those who build them. Off unless asked for. */
@Controller
@ConditionalOnBooleanProperty("outpatient.style-page")
class StylePage {

    @GetMapping("/style")
    String style() {
        return "style";
    }
}
