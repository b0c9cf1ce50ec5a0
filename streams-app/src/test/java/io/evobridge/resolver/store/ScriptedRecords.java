package io.evobridge.resolver.store;

import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.Records;
import io.evobridge.resolver.core.merge.field.FieldPolicy;
import io.evobridge.resolver.core.merge.field.FieldRules;
import io.evobridge.resolver.core.merge.field.FieldValue;
import io.evobridge.resolver.core.merge.field.Precedence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Every image holds the one row that has a value of each kind. */
final class ScriptedRecords implements Records {

    static final FieldRules RULES = new FieldRules(
            Map.of("count", FieldPolicy.COUNTER, "tags", FieldPolicy.SET), FieldPolicy.LWW, Precedence.LAST_WRITER);

    static final SortedMap<String, FieldValue> ROW = new TreeMap<>(Map.of(
            "count", new FieldValue.Numeric(new BigDecimal("12.50")),
            "tags", new FieldValue.Items(List.of(new FieldValue.Text("t"), new FieldValue.Text("u"))),
            "nothing", FieldValue.Nothing.VALUE,
            "truth", new FieldValue.Truth(true),
            "binary", new FieldValue.Binary(new byte[] {0, -1}),
            "items", new FieldValue.Items(List.of(FieldValue.Nothing.VALUE, FieldValue.Numeric.of(-3))),
            "struct", new FieldValue.Struct(new TreeMap<>(Map.of("x", new FieldValue.Text("ä"))))));

    @Override
    public SortedMap<String, FieldValue> read(Image image) {
        return ROW;
    }

    @Override
    public boolean hasAll(int schemaId, int otherId) {
        return true;
    }

    @Override
    public Image write(SortedMap<String, FieldValue> values, SortedSet<Integer> schemaIds, Image model) {
        return model;
    }
}
