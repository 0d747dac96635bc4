package dev.outpatient.portal.web;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Sends the templates without their indentation: of the blank lines between two tags one line end stays, which a browser
 * shows as the same space. In a long list they are a third of the page.
 */
@Component
class Indentation extends AbstractDialect implements IPostProcessorDialect {

    private static final int LAST = 10_000;

    Indentation() {
        super("indentation");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return LAST;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, Handler.class, LAST));
    }

    /** Thymeleaf makes one for each page. */
    public static final class Handler extends AbstractTemplateHandler {

        private boolean afterBlank;

        @Override
        public void handleText(IText text) {
            if (!isIndentation(text)) {
                afterBlank = false;
                super.handleText(text);
            } else if (!afterBlank) {
                afterBlank = true;
                super.handleText(getContext().getModelFactory().createText("\n"));
            }
        }

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            afterBlank = false;
            super.handleOpenElement(tag);
        }

        @Override
        public void handleCloseElement(ICloseElementTag tag) {
            afterBlank = false;
            super.handleCloseElement(tag);
        }

        @Override
        public void handleStandaloneElement(IStandaloneElementTag tag) {
            afterBlank = false;
            super.handleStandaloneElement(tag);
        }

        private static boolean isIndentation(IText text) {
            boolean line = false;
            int length = text.length();
            for (int i = 0; i < length; i++) {
                char character = text.charAt(i);
                if (character != ' ' && character != '\n' && character != '\r' && character != '\t') {
                    return false;
                }
                line |= character == '\n';
            }
            return line;
        }
    }
}
