package io.evobridge.sink.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Rules for configured values, and what the user may choose from. */
public final class Validators {

    private Validators() {}

    /** One of the constants' names in any case. */
    public static ConfigDef.Validator oneOf(Enum<?>... constants) {
        List<String> words = words(constants);
        return new Described(
                "one of " + String.join(", ", words),
                value -> words.contains(value.toString().toLowerCase(Locale.ROOT)));
    }

    /** Recommends the constants' names. */
    public static ConfigDef.Recommender choices(Enum<?>... constants) {
        List<Object> words = List.copyOf(words(constants));
        return new ConfigDef.Recommender() {
            @Override
            public List<Object> validValues(String name, Map<String, Object> parsed) {
                return words;
            }

            @Override
            public boolean visible(String name, Map<String, Object> parsed) {
                return true;
            }
        };
    }

    /** Text with a rule; null passes, so that optional keys may use it. */
    public static ConfigDef.Validator text(String rule, Predicate<String> accepts) {
        return new Described(rule, value -> accepts.test(value.toString()));
    }

    /** A list whose entries a parser accepts; it throws IllegalArgumentException otherwise. */
    public static ConfigDef.Validator entries(String form, Consumer<String> parser) {
        return new Described("a list of " + form, value -> {
            try {
                ((List<?>) value).forEach(entry -> parser.accept(String.valueOf(entry)));
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }

    private static List<String> words(Enum<?>... constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** A predicate whose rule shows in messages and in the reference page. */
    private record Described(String rule, Predicate<Object> accepts) implements ConfigDef.Validator {

        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value != null && !accepts.test(value)) {
                throw new ConfigException(name, value, "must be " + rule);
            }
        }

        @Override
        public String toString() {
            return rule;
        }
    }
}
