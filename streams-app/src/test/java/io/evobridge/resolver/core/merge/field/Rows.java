package io.evobridge.resolver.core.merge.field;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Row writes in short form. */
final class Rows {

    private Rows() {}

    static FieldValue number(long value) {
        return FieldValue.Numeric.of(value);
    }

    static FieldValue text(String value) {
        return new FieldValue.Text(value);
    }

    static FieldValue set(String... members) {
        return new FieldValue.Items(Stream.of(members).map(Rows::text).toList());
    }

    static SortedMap<String, FieldValue> row(Object... namesAndValues) {
        SortedMap<String, FieldValue> row = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], (FieldValue) namesAndValues[i + 1]);
        }
        return row;
    }

    static FieldValue value(SortedMap<String, FieldValue> row, String name) {
        return row.getOrDefault(name, FieldValue.Nothing.VALUE);
    }

    static Stamp stamp(String node, long position, long millis) {
        return new Stamp(new Dot(node, new LogPosition(position, 0)), Hlc.of(millis, 0));
    }

    /** A row that appears at a node which had seen the given writes. */
    static RowWrite insert(Stamp stamp, VersionVector context, SortedMap<String, FieldValue> after) {
        return new RowWrite(stamp, context, true, null, after, Set.of());
    }

    static RowWrite update(
            Stamp stamp,
            VersionVector context,
            @Nullable SortedMap<String, FieldValue> before,
            SortedMap<String, FieldValue> after) {
        return new RowWrite(stamp, context, false, before, after, Set.of());
    }

    /** The writes that a node had seen when it had seen these. */
    static VersionVector seen(RowWrite... writes) {
        VersionVector seen = VersionVector.EMPTY;
        for (RowWrite write : writes) {
            seen = seen.join(write.context()).with(write.stamp().dot());
        }
        return seen;
    }

    static Fields take(FieldRules rules, RowWrite... writes) {
        Fields fields = Fields.EMPTY;
        for (RowWrite write : writes) {
            fields = fields.take(write, rules);
        }
        return fields;
    }

    static FieldRules rules(Map<String, FieldPolicy> policies) {
        return new FieldRules(policies, FieldPolicy.LWW, new Precedence(List.of(), false));
    }
}
