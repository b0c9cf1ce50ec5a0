package io.evobridge.resolver.core.merge;

import io.evobridge.contract.Hlc;
import io.evobridge.resolver.core.merge.field.FieldRules;
import io.evobridge.resolver.core.merge.field.FieldValue;
import io.evobridge.resolver.core.merge.field.Fields;
import io.evobridge.resolver.core.merge.field.RowWrite;
import io.evobridge.resolver.core.merge.field.Stamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Merges records whose images must be looked into: key state × row change → key state, key state → record.
 *
 * <p>The versions of a key stay what they are, and say whether the record is there. Its fields are kept beside them, see
 * {@link Fields}.
 */
public final class FieldMerging {

    /** More than nodes have at once; a key that outlives many changes of its tables would remember them all. */
    private static final int MAX_SCHEMAS = 8;

    private final Records records;

    public FieldMerging(Records records) {
        this.records = records;
    }

    /**
     * Takes a row change in, after its version.
     *
     * @param before the key before the version was taken in
     * @param after the key with the version
     * @param stamp of the version
     * @param write the version as it was written
     */
    public KeyState take(
            KeyState before, KeyState after, Stamp stamp, Write write, RowChange change, MergeRules rules) {
        if (rules.fields().isEmpty()) {
            return after.fields().equals(Fields.EMPTY) ? after : after.withFields(Fields.EMPTY, false, stamp.hlc());
        }
        Fields known = before.fields().equals(Fields.EMPTY)
                ? begin(before, rules.fields().get())
                : before.fields();
        Fields taken = take(known, stamp, write, change, rules.fields().get());
        boolean step = after.sequence() == before.sequence() && !taken.equals(before.fields());
        KeyState merged = after.withFields(taken, step, stamp.hlc());
        return taken.schemaIds().size() > MAX_SCHEMAS ? inOneSchema(merged, rules) : merged;
    }

    /** Values that came with many schemas are all in the one that they are written in. */
    private KeyState inOneSchema(KeyState state, MergeRules rules) {
        Image image = resolve(state, rules).image();
        return image == null
                ? state
                : state.withFields(
                        state.fields().withSchemas(with(new TreeSet<>(), image.schemaId())), false, Hlc.ZERO);
    }

    /** What the world sees of a key that somebody has written. */
    public Resolved resolve(KeyState state, MergeRules rules) {
        Version version = rules.policy().decide(state.versions()).winner();
        Image image = version.image();
        if (image == null || rules.fields().isEmpty()) {
            return new Resolved(version, image);
        }
        SortedMap<String, FieldValue> values =
                state.fields().values(rules.fields().get());
        return new Resolved(version, records.write(values, state.fields().schemaIds(), image));
    }

    /** What tells the age of a row that a snapshot found; nothing where no field does. */
    public FieldValue ageOf(Image row, MergeRules rules) {
        return rules.age().map(field -> records.read(row).get(field)).orElse(FieldValue.Nothing.VALUE);
    }

    /** Whether a row says the same as the record, in the fields that the row has. */
    public boolean says(Image row, Image record) {
        if (row.equals(record)) {
            return true;
        }
        Map<String, FieldValue> told = records.read(record);
        return records.read(row).entrySet().stream()
                .allMatch(
                        field -> field.getValue().equals(told.getOrDefault(field.getKey(), FieldValue.Nothing.VALUE)));
    }

    private Fields take(Fields fields, Stamp stamp, Write write, RowChange change, FieldRules rules) {
        if (fields.taken().covers(stamp.dot())) {
            return fields;
        }
        Image after = change.after();
        if (after == null) {
            return fields.takeDeletion(stamp.dot());
        }
        Image before = change.before();
        RowWrite row = new RowWrite(
                stamp,
                write.context(),
                change.inserted(),
                before == null ? null : records.read(before),
                records.read(after),
                change.untold());
        return fields.take(row, rules).withSchemas(with(fields.schemaIds(), after.schemaId()));
    }

    /** The fields of a key that was merged whole until now: each version is as if it had just been inserted. */
    private Fields begin(KeyState state, FieldRules rules) {
        Fields fields = Fields.EMPTY;
        List<Version> inOrder = state.versions().stream()
                .sorted(Comparator.comparing(Version::hlc))
                .toList();
        for (Version version : inOrder) {
            Image image = version.image();
            if (image != null) {
                RowWrite row =
                        new RowWrite(version.stamp(), version.context(), true, null, records.read(image), Set.of());
                fields = fields.take(row, rules).withSchemas(with(fields.schemaIds(), image.schemaId()));
            }
        }
        return fields.withTaken(state.seen());
    }

    private static SortedSet<Integer> with(SortedSet<Integer> ids, int id) {
        if (ids.contains(id)) {
            return ids;
        }
        SortedSet<Integer> more = new TreeSet<>(ids);
        more.add(id);
        return more;
    }
}
