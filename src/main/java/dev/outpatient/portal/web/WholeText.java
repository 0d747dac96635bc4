package dev.outpatient.portal.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/** JSON can hold half of a character, which no store takes: it would be kept as a question mark. Here it is refused, by its field. */
@JacksonComponent
class WholeText extends ValueDeserializer<String> {

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && text.codePoints().anyMatch(WholeText::isHalf)) {
            throw InvalidFormatException.from(parser, "half of a character", text, String.class);
        }
        return text;
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
