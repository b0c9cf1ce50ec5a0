package io.evobridge.sink.redis;

import io.evobridge.sink.common.config.SinkConfig;
import io.evobridge.sink.common.config.Validators;
import io.evobridge.sink.common.row.KeyMode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** What the Redis sink can be told. */
public final class RedisSinkConfig extends SinkConfig {

    static final String FORM = "form";
    private static final String FORM_DOC =
            "How a state is kept at its key. `hash`: one field per column, no field for null; fields that are in no column"
                    + " stay. `json`: a string with one JSON object. `string`: the text of one column.";

    static final String STRING_FIELD = "form.string.field";
    private static final String STRING_FIELD_DOC = "The column that form string keeps; null becomes an empty string.";

    static final String KEY_PATTERN = "key.pattern";
    private static final String KEY_PATTERN_DOC =
            "The Redis key. Placeholders: `{collection}`, `{entity}`, `{topic}`, `{key}` (all key fields, joined by ':'),"
                    + " `{0}` (a key field by its place), `{id}` (a field by its name; a deletion has only the key"
                    + " fields). `{{` and `}}` are braces themselves: `cart:{{{id}}}` is the key `cart:{42}` with the"
                    + " hash tag 42. With several fields, '%' and the characters between them are written as %XX"
                    + " inside a field, so that keys never run together.";

    static final String TTL_MILLIS = "ttl.ms";
    private static final String TTL_MILLIS_DOC =
            "Time to live of a key from its last write, in milliseconds. 0: a key lives until it is deleted, and a time to"
                    + " live that somebody else gave it stays.";

    static final String TTL_FIELD = "ttl.field";
    private static final String TTL_FIELD_DOC =
            "A column that says when the key goes: seconds from the write as a whole number, or a timestamp. Where it is"
                    + " null, ttl.ms holds.";

    static final String MARKER_TTL_MILLIS = "delete.marker.ttl.ms";
    private static final String MARKER_TTL_MILLIS_DOC =
            "How long the fence of a deleted or expired key is kept, in milliseconds. A state older than the deletion that"
                    + " is replayed later than that would bring the key back: keep it longer than anybody rewinds the"
                    + " connector's offsets.";

    static final String FENCE_PREFIX = "fence.key.prefix";
    private static final String FENCE_PREFIX_DOC =
            "Start of the names of the companion keys that hold the version last written to each key. Sinks that write the"
                    + " same keys share it. After a topic was deleted and created again its offsets start anew: where"
                    + " records carry no eb-seq, choose a new prefix then.";

    private static final String GROUP = "Redis";
    private static final long WEEK_MILLIS = 7L * 24 * 60 * 60 * 1_000;
    private static final long MAX_MILLIS = 100L * 365 * 24 * 60 * 60 * 1_000;

    private final RedisConnectionConfig connection = new RedisConnectionConfig(this);

    public RedisSinkConfig(Map<String, String> properties) {
        super(definition(), properties);
    }

    /** All keys: the connection's, those of the forms, and the common ones. */
    public static ConfigDef definition() {
        ConfigDef def = SinkConfig.definition();
        RedisConnectionConfig.define(def);
        int order = 1;
        def.define(
                KEY_PATTERN,
                ConfigDef.Type.STRING,
                "{collection}:{key}",
                parsed("a key pattern", KeyPattern::parse),
                Importance.HIGH,
                KEY_PATTERN_DOC,
                GROUP,
                order++,
                Width.LONG,
                "Key pattern");
        def.define(
                FORM,
                ConfigDef.Type.STRING,
                Form.HASH.toString(),
                Validators.oneOf(Form.values()),
                Importance.HIGH,
                FORM_DOC,
                GROUP,
                order++,
                Width.SHORT,
                "Form",
                Validators.choices(Form.values()));
        def.define(
                STRING_FIELD,
                ConfigDef.Type.STRING,
                null,
                Importance.MEDIUM,
                STRING_FIELD_DOC,
                GROUP,
                order++,
                Width.MEDIUM,
                "Column of form string");
        def.define(
                TTL_MILLIS,
                ConfigDef.Type.LONG,
                0L,
                Range.between(0, MAX_MILLIS),
                Importance.MEDIUM,
                TTL_MILLIS_DOC,
                GROUP,
                order++,
                Width.SHORT,
                "Time to live (ms)");
        def.define(
                TTL_FIELD,
                ConfigDef.Type.STRING,
                null,
                Importance.MEDIUM,
                TTL_FIELD_DOC,
                GROUP,
                order++,
                Width.MEDIUM,
                "Column with the time to live");
        def.define(
                MARKER_TTL_MILLIS,
                ConfigDef.Type.LONG,
                WEEK_MILLIS,
                Range.between(1_000, MAX_MILLIS),
                Importance.MEDIUM,
                MARKER_TTL_MILLIS_DOC,
                GROUP,
                order++,
                Width.SHORT,
                "Life of deletion markers (ms)");
        def.define(
                FENCE_PREFIX,
                ConfigDef.Type.STRING,
                "eb-fence",
                parsed("text without braces", FenceKey::new),
                Importance.LOW,
                FENCE_PREFIX_DOC,
                GROUP,
                order,
                Width.MEDIUM,
                "Prefix of fences");
        return def;
    }

    private static ConfigDef.Validator parsed(String rule, Consumer<String> parser) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    try {
                        parser.accept(String.valueOf(value));
                    } catch (IllegalArgumentException e) {
                        throw new ConfigException(name, value, e.getMessage());
                    }
                },
                () -> rule);
    }

    RedisConnectionConfig connection() {
        return connection;
    }

    /** Names in the target of the key fields that the configuration lists, of any entity. */
    Set<String> keyFieldNames() {
        Set<String> names = new TreeSet<>();
        getList(PRIMARY_KEY_FIELDS).forEach(entry -> names.add(entry.substring(entry.indexOf(':') + 1)));
        for (String rename : getList(FIELD_RENAMES)) {
            String[] parts = rename.split(":", -1);
            if (names.contains(parts[parts.length - 2])) {
                names.add(parts[parts.length - 1]);
            }
        }
        return names;
    }

    /** Whether deletions may come with nothing but the text of a canonical key. */
    boolean deletesByCanonicalKey() {
        KeyMode mode = readingRules().keyMode();
        return readingRules().deleteEnabled() && (mode == KeyMode.AUTO || mode == KeyMode.CANONICAL_KEY);
    }

    KeyPattern keyPattern() {
        return KeyPattern.parse(getString(KEY_PATTERN));
    }

    /** Throws ConfigException where form and column do not go together. */
    StateForm stateForm() {
        Form form = choice(FORM, Form.class);
        String column = getString(STRING_FIELD);
        if (form == Form.STRING && column == null) {
            throw new ConfigException(STRING_FIELD, null, "must name the column that form=string keeps");
        }
        if (form != Form.STRING && column != null) {
            throw new ConfigException(STRING_FIELD, column, "belongs to form=string only; remove it or set the form");
        }
        return new StateForm(form, column);
    }

    StateMapping stateMapping() {
        return new StateMapping(
                keyPattern(),
                stateForm(),
                new ExpiryRule(getString(TTL_FIELD), getLong(TTL_MILLIS)),
                getLong(MARKER_TTL_MILLIS),
                connection.address().cluster());
    }

    FenceKey fenceKey() {
        return new FenceKey(getString(FENCE_PREFIX));
    }

    /** A pipeline that connects when it is first used. */
    FencedPipeline pipeline() {
        RedisAddress address = connection.address();
        var client = connection.client("evobridge-" + connectorName() + "-" + taskNumber());
        return new FencedPipeline(() -> RedisTarget.open(address, client), FunctionLibrary.bundled(), fenceKey());
    }
}
