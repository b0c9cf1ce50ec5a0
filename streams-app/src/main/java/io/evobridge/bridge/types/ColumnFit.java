package io.evobridge.bridge.types;

import io.evobridge.contract.mapping.Conversion;
import io.evobridge.contract.mapping.Scale;
import io.evobridge.contract.mapping.ValueMap;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How well a column takes a field's values, in the words of its mapping. */
final class ColumnFit {

    private ColumnFit() {}

    static Fit of(Values field, Values column, @Nullable Conversion conversion) {
        if (conversion == null) {
            return field.into(column);
        } else if (conversion instanceof Scale scale) {
            return column instanceof Numbers numbers
                    ? field.into(numbers.inUnits(scale.digits()))
                    : Fit.lossy("counts in no units: it holds no numbers");
        } else if (conversion instanceof ValueMap map) {
            return intoWords(field, map);
        }
        return field instanceof Numbers ? field.into(column) : Values.strange("what is no number");
    }

    private static Fit intoWords(Values field, ValueMap map) {
        Set<String> words = new HashSet<>(map.fieldByColumn().values());
        List<String> wanted = wanted(field);
        boolean all = !wanted.isEmpty()
                && wanted.stream().allMatch(word -> map.toColumn(word).isPresent());
        if (!all) {
            return Fit.lossy(
                    "has words for " + String.join(", ", words.stream().sorted().toList()) + " only");
        }
        return wanted.size() == words.size() ? Fit.LOSSLESS : Fit.WIDENING;
    }

    /** All values of a field that has few; else none. */
    private static List<String> wanted(Values field) {
        if (field instanceof Truth) {
            return List.of("1", "0");
        } else if (field instanceof Words words) {
            return words.words();
        } else if (field instanceof Numbers numbers && numbers.isFew()) {
            BigDecimal count = numbers.max().subtract(numbers.min()).add(BigDecimal.ONE);
            return Stream.iterate(numbers.min(), number -> number.add(BigDecimal.ONE))
                    .limit(count.longValueExact())
                    .map(BigDecimal::toPlainString)
                    .toList();
        }
        return List.of();
    }
}
