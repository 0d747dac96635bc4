package dev.outpatient.portal.web;

import java.beans.PropertyEditorSupport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.AbstractPropertyBindingResult;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.web.bind.ServletRequestDataBinder;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.InitBinderDataBinderFactory;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.ExtendedServletRequestDataBinder;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;

/** How what was typed comes from a request into the records of our forms. */
@Configuration(proxyBeanMethods = false)
class Forms {

    @Bean
    WebMvcRegistrations binders() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new RequestMappingHandlerAdapter() {
                    @Override
                    protected InitBinderDataBinderFactory createDataBinderFactory(
                            List<InvocableHandlerMethod> methods) {
                        return new ServletRequestDataBinderFactory(methods, getWebBindingInitializer()) {
                            @Override
                            protected ServletRequestDataBinder createBinderInstance(
                                    @Nullable Object target, String name, NativeWebRequest request) {
                                return new Binder(target, name);
                            }

                            @Override
                            public void initBinder(WebDataBinder binder, NativeWebRequest request) throws Exception {
                                super.initBinder(binder, request);
                                binder.registerCustomEditor(String.class, new LineBreaks());
                            }
                        };
                    }
                };
            }
        };
    }

    /**
     * Where a text is no date or number, Spring makes the record without it, but the errors it gives to the page and to us know of no
     * record: to add another one, or to show a field that is right, would end in an error of its own. Here they know it.
     */
    private static final class Binder extends ExtendedServletRequestDataBinder {

        private @Nullable BeanPropertyBindingResult whole;

        Binder(@Nullable Object target, String name) {
            super(target, name);
        }

        @Override
        public void construct(ValueResolver values) {
            super.construct(values);
            AbstractPropertyBindingResult errors = super.getInternalBindingResult();
            if (getTarget() != null && errors.getTarget() == null) {
                BeanPropertyBindingResult made = new BeanPropertyBindingResult(getTarget(), getObjectName());
                if (getConversionService() != null) {
                    made.initConversion(getConversionService());
                }
                errors.getAllErrors().forEach(made::addError);
                whole = made;
            }
        }

        @Override
        protected AbstractPropertyBindingResult getInternalBindingResult() {
            return whole == null ? super.getInternalBindingResult() : whole;
        }
    }

    /** A browser sends two letters for the one line break that it counts, and that a limit counts too. */
    private static final class LineBreaks extends PropertyEditorSupport {

        @Override
        public void setAsText(@Nullable String text) {
            setValue(text == null ? null : text.replace("\r\n", "\n"));
        }
    }
}
